using System.Collections.Concurrent;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace GoQueue.Brokers.Tests.Scripted;

/// <summary>A connection and a confirming channel of the bare client, with the client's own tracking off, and everything the broker said to them.</summary>
internal sealed class RawPublisher : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _heard = new();

    private RawPublisher(IConnection connection, IChannel channel)
    {
        Connection = connection;
        Channel = channel;
    }

    public IConnection Connection { get; }

    public IChannel Channel { get; }

    public static async Task<RawPublisher> ConnectAsync(Uri uri, TimeSpan? heartbeat = null)
    {
        var factory = new ConnectionFactory { Uri = uri, AutomaticRecoveryEnabled = false, RequestedHeartbeat = heartbeat ?? TimeSpan.FromSeconds(60) };
        IConnection connection = await factory.CreateConnectionAsync();
        IChannel channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, publisherConfirmationTrackingEnabled: false));
        var publisher = new RawPublisher(connection, channel);
        publisher.Listen();
        return publisher;
    }

    public ValueTask PublishAsync(string routingKey, byte[]? body = null, string exchange = "orders", CancellationToken cancellationToken = default) =>
        Channel.BasicPublishAsync(exchange, routingKey, mandatory: true, new BasicProperties { MessageId = routingKey }, body ?? [1], cancellationToken);

    /// <summary>Waits until the broker said exactly this, in this order.</summary>
    public async Task AssertHeardAsync(params string[] expected)
    {
        await Eventually.HoldsAsync(() => _heard.Count >= expected.Length, $"{expected.Length} answers; heard so far: {string.Join("; ", _heard)}");
        Assert.Equal(expected, _heard);
    }

    public async ValueTask DisposeAsync()
    {
        await Connection.AbortAsync(TimeSpan.FromSeconds(1));
        Connection.Dispose();
    }

    private void Listen()
    {
        Task Hear(string what)
        {
            _heard.Enqueue(what);
            return Task.CompletedTask;
        }

        Channel.BasicAcksAsync += (_, e) => Hear($"ack {e.DeliveryTag}{(e.Multiple ? " multiple" : "")}");
        Channel.BasicNacksAsync += (_, e) => Hear($"nack {e.DeliveryTag}{(e.Multiple ? " multiple" : "")}");
        Channel.BasicReturnAsync += (_, e) => Hear($"return {e.ReplyCode} {e.BasicProperties.MessageId} {e.Body.Length}");
        Channel.ChannelShutdownAsync += (_, e) => Hear($"channel {e.ReplyCode}");
        Connection.ConnectionBlockedAsync += (_, e) => Hear($"blocked {e.Reason}");
        Connection.ConnectionUnblockedAsync += (_, _) => Hear("unblocked");
    }
}
