using GoQueue.InMemory;
using Xunit;

namespace GoQueue.Generated.Tests.Routing;

/// <summary>Who decides how urgent an event is, from the weakest word to the strongest, each over all that are weaker.</summary>
public sealed class PriorityTests
{
    private const byte High = 8;
    private const byte Normal = 4;
    private const byte Low = 0;

    private readonly InMemoryBroker _broker = new();
    private readonly InMemoryQueue _queue;

    public PriorityTests()
    {
        _broker.DeclareExchange("pages");
        _queue = _broker.DeclareQueue("all");
        _broker.Bind("all", "pages", "#");
    }

    [Fact]
    public async Task Call_header_settings_attribute_and_action_decide_in_this_order()
    {
        await using var plain = GoQueuePublisher.Create(goqueue => goqueue.UseInMemory(_broker));
        await using var settled = GoQueuePublisher.Create(goqueue => goqueue.UseInMemory(_broker).ForEvent<PageLost>(static one => one.Priority = EventPriority.Normal));

        await plain.PublishPageOpenedAsync(new PageOpened(1), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(Normal, Landed);
        await plain.PublishPageViewedAsync(new PageViewed(1), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(Low, Landed);
        await plain.PublishPageLostAsync(new PageLost(1), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(High, Landed);
        await settled.PublishPageLostAsync(new PageLost(1), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(Normal, Landed);
        var options = new PublishOptions { Headers = new Dictionary<string, object?> { ["priority"] = "low" } };
        await settled.PublishPageLostAsync(new PageLost(1), options, TestContext.Current.CancellationToken);
        Assert.Equal(Low, Landed);
        await settled.PublishPageLostAsync(new PageLost(1), options with { Priority = EventPriority.High }, TestContext.Current.CancellationToken);
        Assert.Equal(High, Landed);
    }

    private byte Landed => _queue.Messages[^1].Priority;
}
