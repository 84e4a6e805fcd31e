using GoQueue.InMemory;
using Xunit;

namespace GoQueue.Core.Tests.Publishing;

/// <summary>What a template renders is checked before anything is sent.</summary>
public sealed class EmptyWordTests
{
    private readonly InMemoryBroker _broker = new InMemoryBroker().DeclareExchange("orders");

    public EmptyWordTests()
    {
        _broker.DeclareQueue("all");
        _broker.Bind("all", "orders", "#");
    }

    [Fact]
    public async Task An_empty_member_in_the_routing_key_is_refused_by_name()
    {
        await using var publisher = GoQueuePublisher.Create(goqueue => goqueue.UseInMemory(_broker));

        var error = await Assert.ThrowsAsync<MessageRefusedException>(
            async () => await publisher.PublishPlacedInAsync(new PlacedIn(""), new PublishOptions { MessageId = "m-1" }));

        Assert.Contains(
            "was not sent: its routing key has an empty word, because a member that 'order.{Country}.placed' binds is null or empty; give it a value, or set AllowEmptyWords on the event's attribute.",
            error.Message,
            StringComparison.Ordinal);
        Assert.Equal((PublishOutcome.NotSent, "m-1"), (error.Outcome, error.MessageId));
        Assert.Equal(0, _broker.Queue("all").Count);
    }

    [Fact]
    public async Task An_empty_word_is_sent_where_the_event_allows_it()
    {
        await using var publisher = GoQueuePublisher.Create(goqueue => goqueue.UseInMemory(_broker));

        await publisher.PublishPlacedAnywhereAsync(new PlacedAnywhere(""));
        await publisher.PublishPlacedInAsync(new PlacedIn("de"));

        Assert.Equal(["order..placed", "order.de.placed"], _broker.Queue("all").Messages.Select(static m => m.RoutingKey));
    }
}

[GoQueueEvent("orders", "order.{Country}.placed", "1.0")]
internal sealed partial record PlacedIn(string Country);

[GoQueueEvent("orders", "order.{Country}.placed", "1.1", AllowEmptyWords = true)]
internal sealed partial record PlacedAnywhere(string Country);
