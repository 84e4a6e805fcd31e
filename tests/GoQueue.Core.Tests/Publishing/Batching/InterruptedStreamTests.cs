using System.Runtime.CompilerServices;
using System.Threading.Channels;
using GoQueue.InMemory;
using GoQueue.Publishing.Batching;
using Xunit;

namespace GoQueue.Core.Tests.Publishing.Batching;

/// <summary>
/// Streams that are cancelled or left, with sources that have no end or do not obey their token; batches whose
/// collection fails.
/// </summary>
[Covers(typeof(BatchSource<>))]
public sealed class InterruptedStreamTests
{
    private static readonly TimeSpan s_hang = TimeSpan.FromSeconds(60);

    private readonly InMemoryBroker _broker = new();
    private readonly InMemoryQueue _queue;
    private int _read;
    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public InterruptedStreamTests()
    {
        _broker.DeclareExchange("counts");
        _queue = _broker.DeclareQueue("all");
        _broker.Bind("all", "counts", "#");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cancelled_stream_of_an_endless_source_throws_after_the_results_of_what_was_read(bool yields)
    {
        using var cancellation = new CancellationTokenSource();
        await using var publisher = Create();
        var results = new List<BatchItemResult>();

        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Run(async () =>
        {
            await foreach (var result in publisher.PublishStreamAsync(Endless(yields), cancellationToken: cancellation.Token))
            {
                results.Add(result);
                if (results.Count == 10)
                {
                    await cancellation.CancelAsync();
                }
            }
        }).WaitAsync(s_hang));

        Assert.Equal(cancellation.Token, cancelled.CancellationToken);
        Assert.Equal(Enumerable.Range(0, _read).Select(static i => (long)i), results.Select(static result => result.Index));
        Assert.Equal(_queue.Count, results.Count(static result => result.Succeeded));
        Assert.True(_disposed.Task.IsCompleted);
    }

    [Fact]
    public async Task A_stream_that_is_cancelled_before_it_begins_reads_nothing()
    {
        await using var publisher = Create();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await publisher.PublishStreamAsync(Endless(yields: false), cancellationToken: new CancellationToken(canceled: true)).CountAsync());

        Assert.Equal(0, _read);
    }

    [Fact]
    public async Task A_cancelled_stream_does_not_wait_for_a_source_that_never_gives_its_next_item()
    {
        using var cancellation = new CancellationTokenSource();
        var release = new TaskCompletionSource();
        await using var publisher = Create();
        await using var results = publisher.PublishStreamAsync(Stuck(release.Task), cancellationToken: cancellation.Token).GetAsyncEnumerator();
        Assert.True(await results.MoveNextAsync());
        var next = results.MoveNextAsync().AsTask();
        Assert.False(next.IsCompleted);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.WaitAsync(s_hang));
        Assert.False(_disposed.Task.IsCompleted);
        release.SetResult();
        await _disposed.Task.WaitAsync(s_hang);
    }

    [Fact]
    public async Task A_stream_that_is_left_cancels_the_token_of_a_source_that_waits_and_disposes_it()
    {
        await using var publisher = Create();
        var input = Channel.CreateUnbounded<Counted>();
        input.Writer.TryWrite(new Counted(0));
        var left = Task.Run(async () =>
        {
            await foreach (var result in publisher.PublishStreamAsync(Waiting(input.Reader)))
            {
                return result.Index;
            }

            return -1;
        });

        Assert.Equal(0, await left.WaitAsync(s_hang));
        Assert.True(_disposed.Task.IsCompleted);
    }

    [Fact]
    public async Task A_cancelled_stream_whose_source_fails_at_its_end_throws_the_cancellation()
    {
        using var cancellation = new CancellationTokenSource();
        await using var publisher = Create();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var result in publisher.PublishStreamAsync(FailingAtItsEnd(), cancellationToken: cancellation.Token))
            {
                await cancellation.CancelAsync();
            }
        });
    }

    [Fact]
    public async Task A_batch_whose_collection_fails_in_the_middle_loses_no_result()
    {
        var transport = new HeldTransport(_broker);
        await using var publisher = Create(transport);
        var batch = publisher.PublishBatchAsync(new Failing(5, 10)).AsTask();
        Assert.Equal(5, transport.Held);
        transport.Open();

        var exception = await Assert.ThrowsAsync<BatchPublishException>(() => batch.WaitAsync(s_hang));

        Assert.Equal(5, exception.Result.SucceededCount);
        Assert.Equal(_queue.Messages.Select(static message => message.MessageId), exception.Result.Select(static item => item.Receipt.MessageId));
        Assert.Equal("row 5", Assert.IsType<InvalidDataException>(exception.InnerException).Message);
        Assert.Equal(
            "The batch ended early: its collection threw InvalidDataException after 5 messages, of which 5 were confirmed. Result has what is known of them; publish the rest again, and do not change a collection while it is published.",
            exception.Message);
    }

    [Fact]
    public async Task A_batch_whose_collection_fails_at_its_end_loses_no_result()
    {
        await using var publisher = Create();

        var exception = await Assert.ThrowsAsync<BatchPublishException>(async () => await publisher.PublishBatchAsync(new Failing(3, 3)));

        Assert.Equal(3, exception.Result.SucceededCount);
    }

    [Fact]
    public async Task A_batch_through_a_router_keeps_its_results_when_a_publisher_of_the_application_throws()
    {
        await using var publisher = Create();
        var router = GoQueueRouter.Create(routes => routes.AddPublisher("main", publisher).AddPublisher("broken", new Throwing()).AddRoute(action: "alert.*", to: "broken").UseFallback("main"));

        var result = await router.PublishBatchAsync(new PublishBatch().Add(new Counted(1)).Add(new Alerted("fire")).Add(new Counted(2)));

        Assert.Equal([true, false, true], result.Select(static item => item.Succeeded));
        Assert.IsType<NotImplementedException>(result[1].Exception);
    }

    private async IAsyncEnumerable<Counted> Endless(bool yields)
    {
        try
        {
            while (true)
            {
                if (yields)
                {
                    await Task.Yield();
                }

                yield return new Counted(_read++);
            }
        }
        finally
        {
            _disposed.TrySetResult();
        }
    }

    private static async IAsyncEnumerable<Counted> FailingAtItsEnd()
    {
        try
        {
            for (var number = 0; ; number++)
            {
                await Task.Yield();
                yield return new Counted(number);
            }
        }
        finally
        {
            FailToClose();
        }
    }

    private static void FailToClose() => throw new InvalidDataException("the source could not be closed");

    private async IAsyncEnumerable<Counted> Stuck(Task release)
    {
        try
        {
            yield return new Counted(0);
            await release;
        }
        finally
        {
            _disposed.TrySetResult();
        }
    }

    private async IAsyncEnumerable<Counted> Waiting(ChannelReader<Counted> input, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        try
        {
            await foreach (var item in input.ReadAllAsync(cancellationToken))
            {
                yield return item;
            }
        }
        finally
        {
            _disposed.TrySetResult();
        }
    }

    private GoQueuePublisher Create(HeldTransport? transport = null) => GoQueuePublisher.Create(goqueue =>
    {
        goqueue.UseInMemory(_broker);
        if (transport is not null)
        {
            ((IGoQueueBuilder)goqueue).Setup.Transport = (_, _) => transport;
        }
    });

    /// <summary>A collection that throws after so many of its items, as one does that is changed meanwhile.</summary>
    private sealed class Failing(int good, int count) : IReadOnlyCollection<Counted>
    {
        public int Count => count;

        public IEnumerator<Counted> GetEnumerator()
        {
            for (var i = 0; i < good; i++)
            {
                yield return new Counted(i);
            }

            throw new InvalidDataException($"row {good}");
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class Throwing : IGoQueuePublisher
    {
        public ValueTask<PublishReceipt> PublishAsync<T>(T message, PublishOptions? options = null, CancellationToken cancellationToken = default)
            where T : IGoQueueEvent<T> => throw new NotImplementedException();

        public ValueTask<PublishReceipt> PublishAsync(GoQueueMessage message, PublishOptions? options = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

        public ValueTask<BatchPublishResult> PublishBatchAsync<T>(
            IReadOnlyCollection<T> messages, PublishOptions? options = null, IProgress<BatchProgress>? progress = null, CancellationToken cancellationToken = default)
            where T : IGoQueueEvent<T> => throw new NotImplementedException();

        public ValueTask<BatchPublishResult> PublishBatchAsync(PublishBatch batch, IProgress<BatchProgress>? progress = null, CancellationToken cancellationToken = default) =>
            throw new NotImplementedException();

        public IAsyncEnumerable<BatchItemResult> PublishStreamAsync<T>(
            IAsyncEnumerable<T> messages, PublishOptions? options = null, IProgress<BatchProgress>? progress = null, CancellationToken cancellationToken = default)
            where T : IGoQueueEvent<T> => throw new NotImplementedException();
    }
}
