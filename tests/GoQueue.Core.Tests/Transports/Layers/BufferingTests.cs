using GoQueue.Core.Tests.Publishing.Batching;
using GoQueue.InMemory;
using GoQueue.Transports.Layers;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace GoQueue.Core.Tests.Transports.Layers;

[Covers<BufferingTransport>]
public sealed class BufferingTests
{
    private readonly InMemoryBroker _broker = new();
    private readonly InMemoryQueue _queue;
    private readonly FakeTimeProvider _time = new();

    public BufferingTests()
    {
        _broker.DeclareExchange("counts");
        _queue = _broker.DeclareQueue("all");
        _broker.Bind("all", "counts", "#");
    }

    [Fact]
    public async Task Messages_are_held_back_until_there_are_enough()
    {
        await using var publisher = Create(size: 3);
        var publishes = new[] { Publish(publisher, 0), Publish(publisher, 1) };
        Assert.Equal(0, _queue.Count);
        Assert.Equal(2, publisher.GetTransportStatus().InFlight);
        var third = Publish(publisher, 2);
        Assert.Equal(3, _queue.Count);
        await Task.WhenAll([.. publishes, third]);
    }

    [Fact]
    public async Task Messages_are_held_back_no_longer_than_the_interval_from_the_oldest_on()
    {
        await using var publisher = Create(size: 100);
        var first = Publish(publisher, 0);
        _time.Advance(TimeSpan.FromMilliseconds(4));
        var second = Publish(publisher, 1);
        Assert.Equal(0, _queue.Count);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(2, _queue.Count);
        await Task.WhenAll(first, second);

        var third = Publish(publisher, 2);
        _time.Advance(TimeSpan.FromMilliseconds(5));
        Assert.Equal(1, (await third).Attempts);
    }

    [Fact]
    public async Task A_message_with_less_time_than_that_is_not_held_back_and_takes_the_others_along()
    {
        await using var publisher = Create(size: 100);
        var patient = Publish(publisher, 0);
        _time.Advance(TimeSpan.FromMilliseconds(2));
        var hurried = publisher.PublishAsync(new Counted(1), new PublishOptions { Timeout = TimeSpan.FromMilliseconds(5) }).AsTask();
        Assert.Equal(2, _queue.Count);
        await Task.WhenAll(patient, hurried);
    }

    [Fact]
    public void An_interval_that_no_publish_outlives_is_refused()
    {
        var exception = Assert.Throws<GoQueueConfigurationException>(() => Create(
            size: 100, static goqueue => goqueue.UseBuffering(100, TimeSpan.FromSeconds(2)).Configure(static options => options.PublishTimeout = TimeSpan.FromSeconds(2))));
        Assert.Equal(
            "UseBuffering holds messages back for up to 2 s, and GoQueueOptions.PublishTimeout ends each publish after 2 s: choose a shorter flush interval or a longer PublishTimeout.",
            exception.Message);
    }

    [Fact]
    public async Task What_is_held_back_is_bounded_by_bytes_as_well()
    {
        await using var publisher = Create(size: 100);
        var megabyte = new string('x', 1024 * 1024);
        var publishes = Enumerable.Range(0, 3).Select(i => publisher.PublishAsync(new Counted(i, megabyte)).AsTask()).ToList();
        Assert.Equal(0, _queue.Count);
        publishes.Add(publisher.PublishAsync(new Counted(3, megabyte)).AsTask());
        Assert.Equal(4, _queue.Count);
        await Task.WhenAll(publishes);

        // Counted anew from there on.
        var next = publisher.PublishAsync(new Counted(4, megabyte)).AsTask();
        Assert.Equal(4, _queue.Count);
        await publisher.FlushAsync();
        await next;
    }

    [Theory]
    [InlineData("batch")]
    [InlineData("mixed")]
    [InlineData("stream")]
    [InlineData("routed")]
    public async Task A_batch_that_waits_for_its_own_messages_does_not_leave_them_held_back(string kind)
    {
        // More than its window, less than the buffer, and the clock stands still.
        const int Length = 5000;
        await using var publisher = Create(size: 100_000);
        var router = GoQueueRouter.Create(routes => routes.AddPublisher("main", publisher).UseFallback("main"));
        var numbers = Enumerable.Range(0, Length).Select(static i => new Counted(i)).ToArray();
        var mixed = new PublishBatch();
        foreach (var number in numbers)
        {
            mixed.Add(number);
        }

        Task publishing = kind switch
        {
            "batch" => publisher.PublishBatchAsync(numbers).AsTask(),
            "mixed" => publisher.PublishBatchAsync(mixed).AsTask(),
            "routed" => router.PublishBatchAsync(mixed).AsTask(),
            _ => publisher.PublishStreamAsync(numbers.ToAsyncEnumerable()).CountAsync().AsTask(),
        };
        await publishing.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(Length, _queue.Count);
    }

    [Fact]
    public async Task Flushing_sends_at_once()
    {
        await using var publisher = Create(size: 100);
        var publish = Publish(publisher, 0);
        await publisher.FlushAsync();
        Assert.Equal(1, _queue.Count);
        await publish;
    }

    [Fact]
    public async Task Closing_sends_what_is_held_back_and_holds_back_nothing_more()
    {
        var gate = new TaskCompletionSource();
        var publisher = Create(size: 100, goqueue => goqueue.Use(async (context, next) =>
        {
            if (context.TryGetEvent<Counted>(out var counted) && counted.Number == 1)
            {
                await gate.Task;
            }

            await next(context);
        }));
        var held = Publish(publisher, 0);
        var late = Publish(publisher, 1);
        var close = publisher.CloseAsync().AsTask();
        Assert.Equal(1, (await held).Attempts);
        gate.SetResult();
        Assert.Equal(1, (await late).Attempts);
        await close;
        Assert.Equal(2, _queue.Count);
    }

    [Fact]
    public async Task A_failure_reaches_the_caller_that_caused_it_and_nobody_else()
    {
        await using var publisher = Create(size: 3);
        var good = Publish(publisher, 0);
        var lost = publisher.PublishAsync(GoQueueMessage.Create().Topic("nowhere").Action("a").Data("1"u8).Build()).AsTask();
        var alsoGood = Publish(publisher, 1);
        await Assert.ThrowsAsync<ExchangeNotFoundException>(() => lost);
        await Task.WhenAll(good, alsoGood);
    }

    [Fact]
    public async Task A_cancelled_message_is_not_sent()
    {
        using var cancellation = new CancellationTokenSource();
        await using var publisher = Create(size: 100);
        var publish = publisher.PublishAsync(new Counted(0), cancellationToken: cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        Assert.Equal(PublishOutcome.NotSent, (await Assert.ThrowsAsync<PublishCanceledException>(() => publish)).Outcome);
        await publisher.FlushAsync();
        Assert.Equal(0, _queue.Count);
    }

    [Fact]
    public async Task The_order_is_kept_while_many_publish_and_flush()
    {
        await using var publisher = Create(size: 7);
        var publishes = new List<Task<PublishReceipt>>();
        using var stop = new CancellationTokenSource();
        var flushing = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await publisher.FlushAsync();
            }
        });
        for (var i = 0; i < 5000; i++)
        {
            publishes.Add(Publish(publisher, i));
        }

        await publisher.FlushAsync();
        await Task.WhenAll(publishes);
        await stop.CancelAsync();
        await flushing;
        Assert.Equal(Enumerable.Range(0, 5000).Select(static i => $"m{i}"), _queue.Messages.Select(static message => message.MessageId));
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(100_001, 5)]
    [InlineData(500, 0)]
    [InlineData(500, 60_001)]
    public void A_value_out_of_range_is_refused(int size, int milliseconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => GoQueuePublisher.Create(goqueue => goqueue.UseInMemory().UseBuffering(size, TimeSpan.FromMilliseconds(milliseconds))));

    [Fact]
    public void A_value_out_of_range_is_refused_with_the_range()
    {
        var size = Assert.Throws<ArgumentOutOfRangeException>(() => GoQueuePublisher.Create(static goqueue => goqueue.UseInMemory().UseBuffering(1)));
        var interval = Assert.Throws<ArgumentOutOfRangeException>(() => GoQueuePublisher.Create(static goqueue => goqueue.UseInMemory().UseBuffering(5, Timeout.InfiniteTimeSpan)));

        Assert.StartsWith("UseBuffering sends 2 to 100,000 messages together: choose a size in that range.", size.Message, StringComparison.Ordinal);
        Assert.StartsWith("UseBuffering holds a message back for 1 ms to 60 s, and never without end: choose a flush interval in that range.", interval.Message, StringComparison.Ordinal);
    }

    private static Task<PublishReceipt> Publish(GoQueuePublisher publisher, int number) =>
        publisher.PublishAsync(new Counted(number), new PublishOptions { MessageId = $"m{number}" }).AsTask();

    private GoQueuePublisher Create(int size, Action<GoQueuePublisherBuilder>? configure = null) => GoQueuePublisher.Create(goqueue =>
    {
        goqueue.UseInMemory(_broker).UseTimeProvider(_time).UseBuffering(size);
        configure?.Invoke(goqueue);
    });
}
