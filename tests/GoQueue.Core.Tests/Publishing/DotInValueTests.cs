using GoQueue.InMemory;
using Xunit;

namespace GoQueue.Core.Tests.Publishing;

/// <summary>The value of a bound member is one word of the routing key: it must not choose the route.</summary>
public sealed class DotInValueTests
{
    private readonly InMemoryBroker _broker = new InMemoryBroker().DeclareExchange("orders");

    public DotInValueTests()
    {
        _broker.DeclareQueue("all");
        _broker.Bind("all", "orders", "#");
    }

    [Theory]
    [InlineData("de.admin")]
    [InlineData("de.")]
    [InlineData(".de")]
    [InlineData(".")]
    public async Task A_dot_in_a_bound_value_is_refused(string country)
    {
        await using var publisher = GoQueuePublisher.Create(goqueue => goqueue.UseInMemory(_broker));

        var error = await Assert.ThrowsAsync<MessageRefusedException>(
            async () => await publisher.PublishPlacedInAsync(new PlacedIn(country), new PublishOptions { MessageId = "m-1" }));

        Assert.Equal(PublishOutcome.NotSent, error.Outcome);
        Assert.Equal(0, _broker.Queue("all").Count);
    }

    [Fact]
    public async Task The_refusal_names_the_template_and_the_cure_and_not_the_value()
    {
        await using var publisher = GoQueuePublisher.Create(goqueue => goqueue.UseInMemory(_broker));

        var error = await Assert.ThrowsAsync<MessageRefusedException>(
            async () => await publisher.PublishPlacedInAsync(new PlacedIn("x.y"), new PublishOptions { MessageId = "m-1" }));

        Assert.Equal(
            "PlacedIn, message m-1 (orders/order.{Country}.placed 1.0), was not sent: the value of a member that 'order.{Country}.placed' binds holds a dot, which begins a further word of the routing key, so that the value would choose the route; send a value without dots, or set AllowDotsInValues on the event's attribute.",
            error.Message);
    }

    [Theory]
    [InlineData(".")]
    [InlineData("de.")]
    public async Task An_empty_word_that_a_dot_makes_is_told_as_such(string value)
    {
        await using var publisher = GoQueuePublisher.Create(goqueue => goqueue.UseInMemory(_broker));

        var one = await Assert.ThrowsAsync<MessageRefusedException>(async () => await publisher.PublishPlacedInAsync(new PlacedIn(value)));
        var allowed = await Assert.ThrowsAsync<MessageRefusedException>(async () => await publisher.PublishPlacedByPathAsync(new PlacedByPath(value)));

        string[] texts = [one.Message, allowed.Message];
        Assert.All(texts, static message =>
        {
            Assert.Contains(" has an empty word, because the value of a member that 'order.{", message, StringComparison.Ordinal);
            Assert.Contains(" binds begins or ends with a dot, or holds two side by side; correct the value", message, StringComparison.Ordinal);
            Assert.DoesNotContain("null or empty", message, StringComparison.Ordinal);
            Assert.DoesNotContain("de.", message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_dot_is_sent_if_the_event_allows_it()
    {
        await using var publisher = GoQueuePublisher.Create(goqueue => goqueue.UseInMemory(_broker));

        await publisher.PublishPlacedByPathAsync(new PlacedByPath("de.berlin"));

        Assert.Equal("order.de.berlin.placed", Assert.Single(_broker.Queue("all").Messages).RoutingKey);
    }
}

[GoQueueEvent("orders", "order.{Path}.placed", "1.2", AllowDotsInValues = true)]
internal sealed partial record PlacedByPath(string Path);
