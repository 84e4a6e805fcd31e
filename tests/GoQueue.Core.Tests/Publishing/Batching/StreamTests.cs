using System.Threading.Channels;
using GoQueue.InMemory;
using Xunit;

namespace GoQueue.Core.Tests.Publishing.Batching;

public sealed class StreamTests
{
    private readonly InMemoryBroker _broker = new();
    private readonly InMemoryQueue _queue;
    private int _read;
    private bool _disposed;

    public StreamTests()
    {
        _broker.DeclareExchange("counts");
        _queue = _broker.DeclareQueue("all");
        _broker.Bind("all", "counts", "#");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_long_stream_passes_with_results_in_the_order_of_the_input(bool yields)
    {
        await using var publisher = Create();
        long expected = 0;
        await foreach (var result in publisher.PublishStreamAsync(Source(20_000, yields)))
        {
            Assert.True(result.Succeeded);
            Assert.Equal(expected++, result.Index);
        }

        Assert.Equal(20_000, expected);
        Assert.Equal(20_000, _queue.Count);
    }

    [Fact]
    public async Task Nothing_is_read_before_the_results_are_asked_for()
    {
        await using var publisher = Create();
        var results = publisher.PublishStreamAsync(Source(3));
        Assert.Equal(0, _read);
        Assert.Equal(3, await results.CountAsync());
    }

    [Fact]
    public async Task The_input_is_read_only_as_far_as_the_window_goes()
    {
        var transport = new HeldTransport(_broker);
        await using var publisher = Create(transport);
        await using var results = publisher.PublishStreamAsync(Source(1_000_000)).GetAsyncEnumerator();
        var first = results.MoveNextAsync().AsTask();

        Assert.Equal(2048, _read);
        Assert.False(first.IsCompleted);
        transport.Release();
        Assert.True(await first);
        Assert.Equal(2048, _read);
        transport.Open();
    }

    [Theory]
    [InlineData(0, 2048)]
    [InlineData(1 << 20, 32)]
    public async Task From_end_to_end_no_more_than_the_window_is_read_and_not_handed_on(int bytes, int window)
    {
        const int Length = 6_000;
        var length = bytes == 0 ? Length : 100;
        var transport = new HeldTransport(_broker);
        await using var publisher = Create(transport);
        int taken = 0, most = 0;
        await using var results = publisher.PublishStreamAsync(Messages()).GetAsyncEnumerator();
        while (true)
        {
            // One confirm at a time, so that the window is as full as it gets; at last nothing is held any more.
            var next = results.MoveNextAsync().AsTask();
            while (!next.IsCompleted)
            {
                transport.Release();
                await Task.Yield();
            }

            if (!await next)
            {
                break;
            }

            Assert.True(results.Current.Succeeded);
            most = Math.Max(most, _read - taken++);
        }

        Assert.Equal((length, window), (taken, most));

        async IAsyncEnumerable<Counted> Messages()
        {
            var text = new string('x', bytes);
            while (_read < length)
            {
                _read++;
                yield return new Counted(_read, text);
            }

            await Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Who_does_not_take_results_is_not_read_for_any_further()
    {
        await using var publisher = Create();
        await using var results = publisher.PublishStreamAsync(Source(1_000_000, yields: true)).GetAsyncEnumerator();
        for (var i = 0; i < 100; i++)
        {
            Assert.True(await results.MoveNextAsync());

            // Everything is confirmed at once here; nobody asks for more, so nobody reads.
            var read = _read;
            await Task.Yield();
            Assert.Equal(read, _read);
            Assert.InRange(_read, i + 1, i + 2048);
        }
    }

    [Fact]
    public async Task What_has_been_handed_on_is_not_kept()
    {
        const int Length = 20_000;
        var alive = new List<WeakReference>(Length);
        await using var publisher = Create();
        var most = 0;
        await foreach (var result in publisher.PublishStreamAsync(Messages()))
        {
            if (result.Index % 5_000 == 4_999)
            {
                GC.Collect();
                most = Math.Max(most, alive.Count(static one => one.IsAlive));
            }
        }

        Assert.Equal(Length, alive.Count);
        Assert.InRange(most, 1, 2_049);

        async IAsyncEnumerable<Counted> Messages()
        {
            while (alive.Count < Length)
            {
                alive.Add(new WeakReference(new Counted(alive.Count)));
                yield return (Counted)alive[^1].Target!;
            }

            await Task.CompletedTask;
        }
    }

    [Fact]
    public async Task A_slow_input_does_not_hold_back_results()
    {
        var transport = new HeldTransport(_broker);
        await using var publisher = Create(transport);
        var input = Channel.CreateUnbounded<Counted>();
        input.Writer.TryWrite(new Counted(0));
        await using var results = publisher.PublishStreamAsync(input.Reader.ReadAllAsync()).GetAsyncEnumerator();

        // The input has nothing more; the message is under way.
        var first = results.MoveNextAsync().AsTask();
        await Eventually.TrueAsync(() => transport.Held == 1, "the first message is sent");
        Assert.False(first.IsCompleted);
        transport.Open();
        Assert.True(await first);
        Assert.Equal(0, results.Current.Index);

        input.Writer.TryWrite(new Counted(1));
        Assert.True(await results.MoveNextAsync());
        Assert.Equal(1, results.Current.Index);
        input.Writer.Complete();
        Assert.False(await results.MoveNextAsync());
    }

    [Fact]
    public async Task A_slow_input_does_not_wait_for_confirms()
    {
        var transport = new HeldTransport(_broker);
        await using var publisher = Create(transport);
        var input = Channel.CreateUnbounded<Counted>();
        await using var results = publisher.PublishStreamAsync(input.Reader.ReadAllAsync()).GetAsyncEnumerator();
        var first = results.MoveNextAsync().AsTask();
        for (var i = 0; i < 3; i++)
        {
            input.Writer.TryWrite(new Counted(i));
            var sent = i + 1;
            await Eventually.TrueAsync(() => transport.Held == sent, "a message is sent as soon as it is there, while those before it wait");
        }

        input.Writer.Complete();
        transport.Open();
        Assert.True(await first);
    }

    [Fact]
    public async Task A_failed_message_does_not_end_the_stream()
    {
        await using var publisher = Create();
        var results = await publisher.PublishStreamAsync(new[] { new Counted(0), new Counted(-1), null!, new Counted(3) }.ToAsyncEnumerable()).ToListAsync();
        Assert.Equal([true, false, false, true], results.Select(static result => result.Succeeded));
        Assert.IsType<EventValidationException>(results[1].Exception);
    }

    [Fact]
    public async Task A_failing_input_is_thrown_after_the_results_of_what_was_read()
    {
        await using var publisher = Create();
        var results = new List<BatchItemResult>();
        var exception = await Assert.ThrowsAsync<InvalidDataException>(async () =>
        {
            await foreach (var result in publisher.PublishStreamAsync(Source(10, failAt: 3)))
            {
                results.Add(result);
            }
        });
        Assert.Equal("row 3", exception.Message);
        Assert.Equal(3, results.Count);
        Assert.True(_disposed);
    }

    [Fact]
    public async Task Leaving_early_waits_for_what_is_under_way_and_closes_the_input()
    {
        await using var publisher = Create();
        await foreach (var result in publisher.PublishStreamAsync(Source(100_000)))
        {
            if (result.Index == 2)
            {
                break;
            }
        }

        Assert.True(_disposed);
        Assert.Equal(_read, _queue.Count);
        Assert.True(_read < 5000);
    }

    [Fact]
    public async Task Cancelling_throws_after_the_results_of_what_is_under_way()
    {
        using var cancellation = new CancellationTokenSource();
        await using var publisher = Create();
        var results = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var result in publisher.PublishStreamAsync(Source(100_000), cancellationToken: cancellation.Token))
            {
                if (++results == 10)
                {
                    await cancellation.CancelAsync();
                }
            }
        });
        Assert.Equal(_read, results);
        Assert.True(_disposed);
    }

    [Fact]
    public async Task Progress_has_no_total()
    {
        var progress = new ProgressList();
        await using var publisher = Create();
        await publisher.PublishStreamAsync(Source(5), progress: progress).CountAsync();
        Assert.Equal(new BatchProgress(5, 0, null), progress.Reports[^1]);
        Assert.Null(progress.Reports[^1].Fraction);
    }

    private async IAsyncEnumerable<Counted> Source(
        int count, bool yields = false, int failAt = -1, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        try
        {
            for (var i = 0; i < count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (i == failAt)
                {
                    throw new InvalidDataException($"row {i}");
                }

                if (yields)
                {
                    await Task.Yield();
                }

                _read++;
                yield return new Counted(i);
            }
        }
        finally
        {
            _disposed = true;
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
}
