using RabbitMQ.Client;

namespace GoQueue.Throughput;

/// <summary>Where the messages go.</summary>
internal static class Topology
{
    public const string Exchange = "shipments";
    public const string RoutingKey = "order.shipped";
    public const string Queue = "shipments.all";

    /// <summary>Declares the exchange, and the queue where one is asked for: bounded and dropping the oldest, so that nothing grows with the length of the run.</summary>
    public static async Task DeclareAsync(Uri uri, QueueKind queue)
    {
        await using IConnection connection = await new ConnectionFactory { Uri = uri }.CreateConnectionAsync();
        await using IChannel channel = await connection.CreateChannelAsync();
        await channel.QueueDeleteAsync(Queue);
        await channel.ExchangeDeclareAsync(Exchange, ExchangeType.Topic, durable: true);
        if (queue != QueueKind.None)
        {
            var arguments = new Dictionary<string, object?>
            {
                ["x-queue-type"] = queue == QueueKind.Quorum ? "quorum" : "classic",
                ["x-max-length"] = 100_000,
                ["x-overflow"] = "drop-head",
            };
            await channel.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false, arguments);
            await channel.QueueBindAsync(Queue, Exchange, "#");
        }
    }
}
