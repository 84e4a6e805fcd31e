// What GoQueue.Start does, written with RabbitMQ.Client alone: the same exchange, confirms with the client's own tracking, mandatory, the same body.
// With "declare" as second argument it makes the exchange and the queue for both.
using System.Globalization;
using System.Text.Json;
using GoQueue.Start.BareClient;
using RabbitMQ.Client;

const string Exchange = "start";

await using var connection = await new ConnectionFactory { Uri = new Uri(args[0]) }.CreateConnectionAsync();
await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
if (args is [_, "declare"])
{
    await channel.ExchangeDeclareAsync(Exchange, ExchangeType.Topic, durable: true);
    await channel.QueueDeclareAsync(Exchange, durable: true, exclusive: false, autoDelete: false);
    await channel.QueueBindAsync(Exchange, Exchange, "#");
    return;
}

var id = Guid.CreateVersion7().ToString();
var now = DateTimeOffset.UtcNow;
var envelope = new Envelope(id, "user.created", Exchange, new UserCreated(Guid.NewGuid(), "ann@example.com", "Ann"), now);
var properties = new BasicProperties
{
    MessageId = id,
    ContentType = "application/json",
    Type = "user.created",
    Persistent = true,
    Timestamp = new AmqpTimestamp(now.ToUnixTimeSeconds()),
};
var body = JsonSerializer.SerializeToUtf8Bytes(envelope, Json.Default.Envelope);
await channel.BasicPublishAsync(Exchange, "user.created", mandatory: true, properties, body);

var confirmed = DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch;
Console.WriteLine(confirmed.TotalMicroseconds.ToString("F0", CultureInfo.InvariantCulture));
