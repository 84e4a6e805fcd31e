using GoQueue.Formats;
using GoQueue.InMemory;
using Xunit;

namespace GoQueue.Core.Tests.Harness;

/// <summary>A broker with one queue that takes everything of the exchange shop.orders, and publishers to it.</summary>
internal sealed class Shop
{
    public static readonly DateTimeOffset Time = new DateTimeOffset(2026, 11, 23, 8, 17, 42, TimeSpan.Zero).AddTicks(7045645);
    public static readonly PublishOptions Fixed = new() { MessageId = "msg-123", Timestamp = Time };
    public static readonly OrderPlaced Order = new(42, "Ann & Bob", null);

    public Shop()
    {
        Broker.DeclareExchange("shop.orders");
        Queue = Broker.DeclareQueue("all");
        Broker.Bind("all", "shop.orders", "#");
    }

    public InMemoryBroker Broker { get; } = new();

    public InMemoryQueue Queue { get; }

    public GoQueuePublisher Publisher(Action<GoQueuePublisherBuilder>? configure = null) => GoQueuePublisher.Create(goqueue =>
    {
        goqueue.UseInMemory(Broker).Configure(options => options.PublisherId = "order-service");
        configure?.Invoke(goqueue);
    });

    /// <summary>Publishes one event with a fixed id and time, and gives what landed.</summary>
    public async Task<ReceivedMessage> LandAsync<T>(T message, Action<GoQueuePublisherBuilder>? configure = null, PublishOptions? options = null)
        where T : IGoQueueEvent<T>
    {
        Queue.Clear();
        await using var publisher = Publisher(configure);
        await publisher.PublishAsync(message, options ?? Fixed);
        return Assert.Single(Queue.Messages);
    }
}
