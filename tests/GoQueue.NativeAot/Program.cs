// Compiled ahead of time, run by test.sh: every check is a sentence, the exit code is the number of failed ones.
using System.Text;
using GoQueue;
using GoQueue.InMemory;
using GoQueue.NativeAot;
using GoQueue.NativeAot.Hosting;
using GoQueue.NativeAot.Json;
using GoQueue.NativeAot.Outbox;
using GoQueue.NativeAot.RuntimeTypes;
using GoQueue.NativeAot.Validation;
using RabbitMQ.Client;

var checks = new Checks();
JsonRoundTrips.Run(checks);
Corpus.Run(checks);

var broker = new InMemoryBroker().DeclareExchange("aot");
broker.DeclareQueue("q");
broker.Bind("q", "aot", "#");
await using (var publisher = GoQueuePublisher.Create(goqueue => goqueue.UseInMemory(broker)))
{
    await publisher.PublishCompiledAsync(new Compiled(Guid.Empty, "ahead of time", 3, Stage.Linked, new Detail(1.5, null)));
    var body = Encoding.UTF8.GetString(broker.Queue("q").Messages[0].Body.Span);
    checks.That(
        body.Contains("""{"id":"00000000-0000-0000-0000-000000000000","text":"ahead of time","number":3,"stage":1,"detail":{"ratio":1.5,"note":null}}""", StringComparison.Ordinal),
        "an event lands in the in-memory broker with its JSON");
}

await HostingChecks.RunAsync(checks);
await RuntimeTypeChecks.RunAsync(checks);
await OutboxChecks.RunAsync(checks);
checks.That(ValidationChecks.Run(checks) == 0, "validation works ahead of time");

var uri = Environment.GetEnvironmentVariable("GOQUEUE_TEST_RABBITMQ");
if (checks.That(uri is not null, "GOQUEUE_TEST_RABBITMQ names the broker to publish to"))
{
    await using var connection = await new ConnectionFactory { Uri = new Uri(uri!) }.CreateConnectionAsync();
    await using var channel = await connection.CreateChannelAsync();
    var exchange = $"aot-{Guid.NewGuid():N}";
    await channel.ExchangeDeclareAsync(exchange, ExchangeType.Topic, autoDelete: true);
    var queue = await channel.QueueDeclareAsync();
    await channel.QueueBindAsync(queue.QueueName, exchange, "#");

    await using var publisher = GoQueuePublisher.Create(goqueue => goqueue.UseRabbitMQ(uri!).Use((context, next) =>
    {
        context.Exchange = exchange;
        return next(context);
    }));
    var receipt = await publisher.PublishCompiledAsync(new Compiled(Guid.Empty, "to a real broker", 3, Stage.Linked, null));
    var landed = await channel.BasicGetAsync(queue.QueueName, autoAck: true);
    checks.That(landed?.BasicProperties.MessageId == receipt.MessageId, "an event is confirmed by RabbitMQ and is in its queue");
}

return checks.Failed;
