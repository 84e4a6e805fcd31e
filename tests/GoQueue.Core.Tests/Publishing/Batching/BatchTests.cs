using GoQueue.InMemory;
using GoQueue.Publishing.Batching;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace GoQueue.Core.Tests.Publishing.Batching;

[Covers(typeof(BatchRun))]
public sealed class BatchTests
{
    private readonly InMemoryBroker _broker = new();
    private readonly InMemoryQueue _queue;

    public BatchTests()
    {
        _broker.DeclareExchange("counts");
        _queue = _broker.DeclareQueue("all");
        _broker.Bind("all", "counts", "#");
    }

    [Fact]
    public async Task Every_message_has_its_result_in_the_order_of_the_input()
    {
        await using var publisher = Create();
        var result = await publisher.PublishBatchAsync(Numbers(5000));

        Assert.True(result.AllSucceeded);
        Assert.Equal(5000, result.Count);
        Assert.Equal(5000, result.SucceededCount);
        Assert.Equal(Enumerable.Range(0, 5000).Select(static i => (long)i), result.Select(static item => item.Index));
        Assert.Equal(_queue.Messages.Select(static message => message.MessageId), result.Select(static item => item.Receipt.MessageId));
    }

    [Fact]
    public async Task A_failed_message_hides_none_of_the_others()
    {
        await using var publisher = Create();
        var result = await publisher.PublishBatchAsync<Counted>([new(0), new(-1), null!, new(3)]);

        Assert.False(result.AllSucceeded);
        Assert.Equal(2, result.FailedCount);
        Assert.Equal([true, false, false, true], result.Select(static item => item.Succeeded));
        Assert.Equal([1, 2], result.Failures.Select(static item => item.Index));
        Assert.IsType<EventValidationException>(result[1].Exception);
        Assert.IsType<ArgumentNullException>(result[2].Exception);
        Assert.Equal(2, _queue.Count);
    }

    [Fact]
    public async Task Failures_become_loud_in_one_call()
    {
        await using var publisher = Create();
        var result = await publisher.PublishBatchAsync<Counted>([new(0), new(-1), new(-2)]);

        var exception = Assert.Throws<BatchPublishException>(result.ThrowIfAnyFailed);
        Assert.Same(result, exception.Result);
        Assert.Same(result[1].Exception, exception.InnerException);
        Assert.StartsWith("2 of 3 messages of the batch are not known to be published, the first is message 1 of the input: Counted, message (counts/count.made 1.0), breaks a rule", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith("Result.Failures has them all.", exception.Message, StringComparison.Ordinal);

        (await publisher.PublishBatchAsync<Counted>([new(0)])).ThrowIfAnyFailed();
    }

    [Fact]
    public async Task An_empty_batch_is_a_success_of_nothing()
    {
        await using var publisher = Create();
        var result = await publisher.PublishBatchAsync<Counted>([]);

        Assert.True(result.AllSucceeded);
        Assert.Empty(result);
    }

    [Fact]
    public async Task Messages_are_under_way_together()
    {
        var transport = new HeldTransport(_broker);
        await using var publisher = Create(transport);
        var batch = publisher.PublishBatchAsync(Numbers(1000)).AsTask();

        // None is confirmed, and all have been written: one by one, the first would be waited for.
        Assert.Equal(1000, transport.Sent);
        Assert.False(batch.IsCompleted);

        transport.Open();
        Assert.True((await batch).AllSucceeded);
    }

    [Fact]
    public async Task A_batch_keeps_a_bounded_number_of_messages_under_way()
    {
        var transport = new HeldTransport(_broker);
        await using var publisher = Create(transport);
        var batch = publisher.PublishBatchAsync(Numbers(10_000)).AsTask();

        Assert.Equal(2048, transport.Sent);
        transport.Release();
        await Eventually.TrueAsync(() => transport.Sent == 2049, "one more is sent for one that is confirmed");

        transport.Open();
        Assert.True((await batch).AllSucceeded);
        Assert.Equal(10_000, _queue.Count);
    }

    [Fact]
    public async Task A_batch_keeps_a_bounded_number_of_bytes_under_way()
    {
        var transport = new HeldTransport(_broker);
        await using var publisher = Create(transport);
        var megabyte = new string('x', 1024 * 1024);
        var batch = publisher.PublishBatchAsync(Enumerable.Range(0, 40).Select(i => new Counted(i, megabyte)).ToArray()).AsTask();

        Assert.Equal(32, transport.Sent);
        transport.Open();
        Assert.True((await batch).AllSucceeded);
    }

    [Fact]
    public async Task A_mixed_batch_gives_each_message_its_own_options()
    {
        _broker.DeclareExchange("alerts").Bind("all", "alerts", "#");
        await using var publisher = Create(configure: goqueue => goqueue.Configure(options => options.DefaultExchange = "alerts"));
        var batch = new PublishBatch().Add(new Counted(1)).Add(new Alerted("fire"), new PublishOptions { MessageId = "alert-1" }).Add(new Counted(-1));

        Assert.Equal(3, batch.Count);
        var result = await publisher.PublishBatchAsync(batch);

        Assert.Equal([true, true, false], result.Select(static item => item.Succeeded));
        Assert.Equal("alert-1", result[1].Receipt.MessageId);
        Assert.Equal(["count.made", "alert.raised"], _queue.Messages.Select(static message => message.RoutingKey));

        batch.Clear();
        Assert.Equal(0, batch.Count);
    }

    [Fact]
    public async Task What_is_added_while_a_batch_is_published_belongs_to_the_next_time()
    {
        var transport = new HeldTransport(_broker);
        await using var publisher = Create(transport);
        var batch = new PublishBatch().Add(new Counted(1));
        var first = publisher.PublishBatchAsync(batch).AsTask();
        batch.Add(new Counted(2));
        transport.Open();

        Assert.Single(await first);
        Assert.Equal(2, (await publisher.PublishBatchAsync(batch)).Count);
    }

    [Fact]
    public async Task Cancelling_gives_the_rest_a_cancellation_as_result()
    {
        using var cancellation = new CancellationTokenSource();
        await using var publisher = Create(configure: goqueue => goqueue.Use((context, next) =>
        {
            if (context.TryGetEvent<Counted>(out var counted) && counted.Number == 2)
            {
                cancellation.Cancel();
            }

            return next(context);
        }));
        var result = await publisher.PublishBatchAsync(Numbers(5), cancellationToken: cancellation.Token);

        Assert.Equal(5, result.Count);
        Assert.True(result[1].Succeeded);
        Assert.All(result.Skip(3), static item => Assert.Equal(PublishOutcome.NotSent, Assert.IsType<PublishCanceledException>(item.Exception).Outcome));
    }

    [Fact]
    public async Task One_message_id_for_all_is_refused()
    {
        await using var publisher = Create();
        var options = new PublishOptions { MessageId = "same" };

        var exception = await Assert.ThrowsAsync<ArgumentException>(async () => await publisher.PublishBatchAsync(Numbers(2), options));
        Assert.StartsWith(
            "The options of a batch have a MessageId, which would give all its messages the same id: leave it out, or give each message its own options",
            exception.Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => publisher.PublishStreamAsync(Stream(2), options));
        Assert.Equal(0, _queue.Count);
    }

    [Fact]
    public async Task Options_apply_to_every_message()
    {
        await using var publisher = Create();
        (await publisher.PublishBatchAsync(Numbers(3), new PublishOptions { CorrelationId = "import-7" })).ThrowIfAnyFailed();
        Assert.All(_queue.Messages, static message => Assert.Equal("import-7", message.CorrelationId));
    }

    [Fact]
    public async Task A_collection_that_fails_ends_the_batch_after_what_was_sent_is_settled()
    {
        await using var publisher = Create();
        var exception = await Assert.ThrowsAsync<BatchPublishException>(async () => await publisher.PublishBatchAsync(new FailingCollection()));
        Assert.Equal("row 3", Assert.IsType<InvalidDataException>(exception.InnerException).Message);
        Assert.Equal((2, 2), (_queue.Count, exception.Result.SucceededCount));
    }

    [Fact]
    public async Task Null_is_refused_before_anything_is_sent()
    {
        await using var publisher = Create();
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await publisher.PublishBatchAsync<Counted>(null!));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await publisher.PublishBatchAsync((PublishBatch)null!));
        Assert.Throws<ArgumentNullException>(() => publisher.PublishStreamAsync<Counted>(null!));
        Assert.Throws<ArgumentNullException>(() => new PublishBatch().Add<Counted>(null!));
    }

    [Fact]
    public async Task Progress_comes_at_most_every_100_ms_and_at_the_end()
    {
        var time = new FakeTimeProvider();
        var progress = new ProgressList();
        await using var publisher = Create(configure: goqueue => goqueue.UseTimeProvider(time).Use((context, next) =>
        {
            time.Advance(TimeSpan.FromMilliseconds(40));
            return next(context);
        }));
        await publisher.PublishBatchAsync<Counted>([new(0), new(-1), new(2), new(3), new(4)], progress: progress);

        Assert.NotEmpty(progress.Reports);
        Assert.True(progress.Reports.Count < 5, "Fewer reports than messages.");
        Assert.Equal(new BatchProgress(5, 1, 5), progress.Reports[^1]);
        Assert.Equal(1, progress.Reports[^1].Fraction);
        Assert.Equal(0.5, new BatchProgress(1, 0, 2).Fraction);
        Assert.Equal(1, new BatchProgress(0, 0, 0).Fraction);
    }

    [Fact]
    public async Task A_progress_that_throws_harms_no_message()
    {
        var time = new FakeTimeProvider();
        await using var publisher = Create(configure: goqueue => goqueue.UseTimeProvider(time).Use((context, next) =>
        {
            time.Advance(TimeSpan.FromMilliseconds(200));
            return next(context);
        }));
        var progress = new ThrowingProgress();

        Assert.True((await publisher.PublishBatchAsync(Numbers(5), progress: progress)).AllSucceeded);
        Assert.True((await publisher.PublishBatchAsync(new PublishBatch().Add(new Counted(5)), progress)).AllSucceeded);
        Assert.Equal(3, await publisher.PublishStreamAsync(Stream(3), progress: progress).CountAsync());
        Assert.Equal(9, _queue.Count);
        Assert.True(progress.Reports > 3, "It was told, in the middle and at the ends.");
    }

    [Fact]
    public async Task A_closed_publisher_gives_every_message_of_a_batch_the_reason()
    {
        var publisher = Create();
        await publisher.CloseAsync();
        var result = await publisher.PublishBatchAsync(Numbers(2));
        Assert.All(result, static item => Assert.IsType<PublisherStoppedException>(item.Exception));
    }

    private static Counted[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(static i => new Counted(i))];

    private static async IAsyncEnumerable<Counted> Stream(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await Task.Yield();
            yield return new Counted(i);
        }
    }

    private GoQueuePublisher Create(HeldTransport? transport = null, Action<GoQueuePublisherBuilder>? configure = null) => GoQueuePublisher.Create(goqueue =>
    {
        goqueue.UseInMemory(_broker);
        if (transport is not null)
        {
            ((IGoQueueBuilder)goqueue).Setup.Transport = (_, _) => transport;
        }

        configure?.Invoke(goqueue);
    });

    private sealed class ThrowingProgress : IProgress<BatchProgress>
    {
        public int Reports { get; private set; }

        public void Report(BatchProgress value)
        {
            Reports++;
            throw new InvalidOperationException("an observer's own fault");
        }
    }

    private sealed class FailingCollection : IReadOnlyCollection<Counted>
    {
        public int Count => 10;

        public IEnumerator<Counted> GetEnumerator()
        {
            yield return new Counted(1);
            yield return new Counted(2);
            throw new InvalidDataException("row 3");
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
