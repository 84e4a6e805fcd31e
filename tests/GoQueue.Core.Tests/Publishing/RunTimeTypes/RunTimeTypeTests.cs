using System.Text;
using GoQueue.Core.Tests.Publishing.Batching;
using GoQueue.InMemory;
using Xunit;

namespace GoQueue.Core.Tests.Publishing.RunTimeTypes;

public sealed class RunTimeTypeTests
{
    private readonly InMemoryBroker _broker = new();
    private readonly InMemoryQueue _queue;

    public RunTimeTypeTests()
    {
        _broker.DeclareExchange("counts");
        _queue = _broker.DeclareQueue("all");
        _broker.Bind("all", "counts", "#");
    }

    [Fact]
    public async Task An_event_is_published_as_its_own_type()
    {
        await using var publisher = Create();
        IGoQueueEvent[] events = [new Counted(7), new Ticked(1), new AccountChanged(1), new AccountClosed(2)];
        foreach (var one in events)
        {
            await publisher.PublishAsync(one);
        }

        Assert.Equal(["count.made", "clock.ticked", "account.changed", "account.closed"], _queue.Messages.Select(static message => message.RoutingKey));
        Assert.Contains("\"number\":7", BodyOf(0), StringComparison.Ordinal);
        Assert.Contains("\"tick\":true", BodyOf(1), StringComparison.Ordinal);
        Assert.Contains("\"kind\":\"closed\"", BodyOf(3), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_options_of_the_call_apply()
    {
        await using var publisher = Create();
        IGoQueueEvent message = new Counted(7);
        var receipt = await publisher.PublishAsync(message, new PublishOptions { MessageId = "m-1", Headers = new Dictionary<string, object?> { ["tenant"] = "a" } });

        Assert.Equal("m-1", receipt.MessageId);
        Assert.Equal("a", Assert.Single(_queue.Messages).Headers["tenant"]);
    }

    [Fact]
    public async Task Rules_of_the_events_own_type_are_checked()
    {
        await using var publisher = Create();
        IGoQueueEvent broken = new Counted(-1);
        var exception = await Assert.ThrowsAsync<EventValidationException>(async () => await publisher.PublishAsync(broken));

        Assert.Contains("Counted", exception.Message, StringComparison.Ordinal);
        Assert.Equal("counts", exception.Topic);
        Assert.Equal(0, _queue.Count);

        Assert.False(broken.TryValidate(out var failures));
        Assert.Equal("Number", Assert.Single(failures).Path);
        Assert.Throws<EventValidationException>(broken.Validate);
        ((IGoQueueEvent)new Ticked(1)).Validate();
    }

    [Fact]
    public async Task A_derived_type_that_is_not_an_event_itself_is_refused()
    {
        await using var publisher = Create();
        IGoQueueEvent message = new AccountSold(1, "b");
        var exception = await Assert.ThrowsAsync<MessageRefusedException>(async () => await publisher.PublishAsync(message));

        Assert.Contains("AccountSold was published as AccountChanged: members of the derived type would be lost", exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, _queue.Count);
    }

    [Fact]
    public async Task A_type_without_generated_code_is_refused()
    {
        await using var publisher = Create();
        IGoQueueEvent message = new Impostor(1);
        var exception = await Assert.ThrowsAsync<MessageRefusedException>(async () => await publisher.PublishAsync(message, new PublishOptions { MessageId = "m-1" }));

        Assert.Contains(
            "Impostor was not sent: it has no descriptor of its own type, because generated code did not implement it; put [GoQueueEvent] on the partial record, and build its assembly with this version of GoQueue.Typed.",
            exception.Message,
            StringComparison.Ordinal);
        Assert.Equal("m-1", exception.MessageId);
        Assert.Equal(PublishOutcome.NotSent, exception.Outcome);
    }

    [Fact]
    public async Task A_missing_event_fails_through_the_task()
    {
        await using var publisher = Create();
        var publish = publisher.PublishAsync((IGoQueueEvent)null!);
        var enqueue = publisher.Background.EnqueueAsync((IGoQueueEvent)null!);

        Assert.Equal("message", (await Assert.ThrowsAsync<ArgumentNullException>(async () => await publish)).ParamName);
        Assert.Equal("message", (await Assert.ThrowsAsync<ArgumentNullException>(async () => await enqueue)).ParamName);
    }

    [Fact]
    public async Task A_background_publish_takes_it()
    {
        await using var publisher = Create();
        var handle = await publisher.Background.EnqueueAsync((IGoQueueEvent)new Ticked(1));
        await handle.Completion;

        Assert.Equal("clock.ticked", Assert.Single(_queue.Messages).RoutingKey);
    }

    [Fact]
    public async Task A_router_finds_the_publisher_of_its_own_type()
    {
        var other = new InMemoryBroker();
        other.DeclareExchange("counts");
        other.DeclareQueue("all");
        other.Bind("all", "counts", "#");
        await using var main = Create();
        await using var billing = GoQueuePublisher.Create(goqueue => goqueue.UseInMemory(other));
        var router = GoQueueRouter.Create(routes => routes
            .AddPublisher("main", main).AddPublisher("billing", billing).UseFallback("main").AddRoute("billing", action: "account.#"));

        await router.PublishAsync((IGoQueueEvent)new AccountClosed(1));
        await router.PublishAsync((IGoQueueEvent)new Ticked(1));
        var handle = await router.Background.EnqueueAsync((IGoQueueEvent)new AccountChanged(1));
        await handle.Completion;
        var batch = await router.PublishBatchAsync([new AccountChanged(1), new Ticked(2)]);
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await router.PublishAsync((IGoQueueEvent)null!));

        Assert.True(batch.AllSucceeded);
        Assert.Equal(3, other.Queue("all").Count);
        Assert.Equal(2, _queue.Count);
    }

    [Fact]
    public async Task A_publisher_of_version_0_1_publishes_it_by_the_typed_members()
    {
        IGoQueuePublisher publisher = new PublisherOfVersion01();
        await publisher.PublishAsync((IGoQueueEvent)new Ticked(1));
        var list = await publisher.PublishBatchAsync([new Counted(1), new Counted(2)]);
        var sequence = await publisher.PublishBatchAsync(Enumerable.Range(0, 3).Select(static i => new Counted(i)));
        var mixed = await publisher.PublishBatchAsync([new Ticked(1), null!, new Counted(2)]);

        Assert.Equal(["Ticked", "2 of Counted", "3 of Counted", "batch of 3"], ((PublisherOfVersion01)publisher).Calls);
        Assert.Equal(2, list.Count);
        Assert.Equal(3, sequence.Count);
        Assert.Equal(3, mixed.Count);
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await publisher.PublishAsync((IGoQueueEvent)null!));
    }

    private GoQueuePublisher Create() => GoQueuePublisher.Create(goqueue => goqueue.UseInMemory(_broker));

    private string BodyOf(int index) => Encoding.UTF8.GetString(_queue.Messages.ElementAt(index).Body.Span);
}
