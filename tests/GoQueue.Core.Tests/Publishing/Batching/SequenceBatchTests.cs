using GoQueue.Core.Tests.Publishing.RunTimeTypes;
using GoQueue.InMemory;
using Xunit;

namespace GoQueue.Core.Tests.Publishing.Batching;

/// <summary>Batches whose events come from a sequence, or have several types.</summary>
public sealed class SequenceBatchTests
{
    private readonly InMemoryBroker _broker = new();
    private readonly InMemoryQueue _queue;

    public SequenceBatchTests()
    {
        _broker.DeclareExchange("counts");
        _queue = _broker.DeclareQueue("all");
        _broker.Bind("all", "counts", "#");
    }

    [Fact]
    public async Task Events_of_several_types_are_published_in_their_order()
    {
        await using var publisher = Create();
        IGoQueueEvent[] events = [new Counted(1), new Ticked(2), new AccountClosed(3), new Counted(-4), null!, new Ticked(5)];
        var result = await publisher.PublishBatchAsync(events);

        Assert.Equal([true, true, true, false, false, true], result.Select(static item => item.Succeeded));
        Assert.IsType<EventValidationException>(result[3].Exception);
        Assert.IsType<ArgumentNullException>(result[4].Exception);
        Assert.Equal(["count.made", "clock.ticked", "account.closed", "clock.ticked"], _queue.Messages.Select(static message => message.RoutingKey));
    }

    [Fact]
    public async Task A_sequence_is_read_once_and_its_total_is_known_at_its_end()
    {
        await using var publisher = Create();
        var reads = 0;
        var progress = new ProgressList();
        var result = await publisher.PublishBatchAsync(Numbers(), progress: progress);

        Assert.Equal(3000, result.Count);
        Assert.True(result.AllSucceeded);
        Assert.Equal(1, reads);
        Assert.Equal(new BatchProgress(3000, 0, 3000), progress.Reports[^1]);
        Assert.All(progress.Reports[..^1], static report => Assert.Null(report.Total));

        IEnumerable<Counted> Numbers()
        {
            reads++;
            for (var i = 0; i < 3000; i++)
            {
                yield return new Counted(i);
            }
        }
    }

    [Fact]
    public async Task A_sequence_is_read_no_further_than_the_window()
    {
        var transport = new HeldTransport(_broker);
        await using var publisher = GoQueuePublisher.Create(goqueue => ((IGoQueueBuilder)goqueue.UseInMemory(_broker)).Setup.Transport = (_, _) => transport);
        var read = 0;
        var batch = publisher.PublishBatchAsync(Numbers()).AsTask();
        Assert.Equal(2048, transport.Held);
        Assert.InRange(read, 2048, 2049);

        transport.Open();
        Assert.Equal(5000, (await batch).Count);

        IEnumerable<Counted> Numbers()
        {
            for (; read < 5000; read++)
            {
                yield return new Counted(read);
            }
        }
    }

    [Fact]
    public async Task A_sequence_that_throws_loses_no_result()
    {
        await using var publisher = Create();
        var exception = await Assert.ThrowsAsync<BatchPublishException>(async () => await publisher.PublishBatchAsync(Broken()));

        Assert.IsType<InvalidOperationException>(exception.InnerException);
        Assert.Equal(2, exception.Result.Count);
        Assert.True(exception.Result.AllSucceeded);

        static IEnumerable<IGoQueueEvent> Broken()
        {
            yield return new Counted(1);
            yield return new Ticked(2);
            throw new InvalidOperationException("The sequence failed.");
        }
    }

    [Fact]
    public async Task A_message_id_for_all_is_refused()
    {
        await using var publisher = Create();
        IGoQueueEvent[] events = [new Ticked(1)];
        var options = new PublishOptions { MessageId = "one" };

        var exception = await Assert.ThrowsAsync<ArgumentException>(async () => await publisher.PublishBatchAsync(events, options));
        Assert.Contains("would give all its messages the same id", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new PublishBatch().AddRange(events, options));
    }

    [Fact]
    public async Task A_batch_collects_events_of_any_type()
    {
        await using var publisher = Create();
        List<IGoQueueEvent> collected = [new Counted(1), new AccountClosed(2)];
        var batch = new PublishBatch()
            .Add((IGoQueueEvent)new Ticked(0))
            .AddRange(collected)
            .AddRange(Enumerable.Range(0, 2).Select(static i => new Counted(i)), new PublishOptions { CorrelationId = "c" });
        var result = await publisher.PublishBatchAsync(batch);

        Assert.True(result.AllSucceeded);
        Assert.Equal(5, batch.Count);
        Assert.Equal(["clock.ticked", "count.made", "account.closed", "count.made", "count.made"], _queue.Messages.Select(static message => message.RoutingKey));
        Assert.Equal([null, null, null, "c", "c"], _queue.Messages.Select(static message => message.CorrelationId));
    }

    [Fact]
    public void A_range_with_a_missing_event_adds_nothing()
    {
        var batch = new PublishBatch();
        var exception = Assert.Throws<ArgumentException>(() => batch.AddRange([new Counted(1), null!]));

        Assert.StartsWith("The event at index 1 is null: nothing was added to the batch; leave it out.", exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, batch.Count);
        Assert.Throws<ArgumentNullException>(() => batch.Add((IGoQueueEvent)null!));
        Assert.Throws<ArgumentNullException>(() => batch.AddRange((IEnumerable<IGoQueueEvent>)null!));
    }

    private GoQueuePublisher Create() => GoQueuePublisher.Create(goqueue => goqueue.UseInMemory(_broker));
}
