using GoQueue;
using GoQueue.Formats;
using RabbitMQ.Client;

namespace Quickstart;

/// <summary>A real RabbitMQ: declares exchanges and a queue as an operator would, and reads the queue as a consumer would.</summary>
internal sealed class RabbitMqStage : IStage
{
    private readonly string _uri;
    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly string _queue;

    private RabbitMqStage(string uri, IConnection connection, IChannel channel, string queue)
    {
        _uri = uri;
        _connection = connection;
        _channel = channel;
        _queue = queue;
    }

    public string Description => "RabbitMQ";

    public static async Task<RabbitMqStage> CreateAsync(string uri)
    {
        var factory = new ConnectionFactory { Uri = new Uri(uri), ClientProvidedName = "quickstart reader" };
        var connection = await factory.CreateConnectionAsync();
        var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync("users", ExchangeType.Topic, durable: true);
        await channel.ExchangeDeclareAsync("orders", ExchangeType.Topic, durable: true);

        // A queue of this run's own, gone with the connection: what is read back is what this run has published.
        var queue = await channel.QueueDeclareAsync(queue: "", durable: false, exclusive: true, autoDelete: true);
        await channel.QueueBindAsync(queue.QueueName, "users", "user.*");
        await channel.QueueBindAsync(queue.QueueName, "orders", "order.#");
        return new RabbitMqStage(uri, connection, channel, queue.QueueName);
    }

    public void Choose(GoQueueServiceBuilder goqueue) => goqueue.UseRabbitMQ(_uri);

    public async Task<IReadOnlyList<ReceivedMessage>> ReadAsync(int count)
    {
        var messages = new List<ReceivedMessage>();
        while (messages.Count < count && await _channel.BasicGetAsync(_queue, autoAck: true) is { } result)
        {
            messages.Add(ReceivedMessage.From(result.Exchange, result.RoutingKey, result.BasicProperties, result.Body));
        }

        return messages;
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
