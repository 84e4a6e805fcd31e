using System.Collections.Concurrent;
using GoQueue.Brokers.Proxies;
using GoQueue.RabbitMQ.Tests.Harness;

namespace GoQueue.RabbitMQ.Tests.Settings;

/// <summary>The options of publishing in the background and of buffering, on a real broker whose confirms stay away.</summary>
public sealed class BackgroundOptionTests
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(WhenQueueFull.Wait, false)]
    [InlineData(WhenQueueFull.Wait, true)]
    [InlineData(WhenQueueFull.Drop, false)]
    [InlineData(WhenQueueFull.Drop, true)]
    [InlineData(WhenQueueFull.Fail, false)]
    [InlineData(WhenQueueFull.Fail, true)]
    public async Task MaxMessages_and_MaxBytes_bound_what_is_accepted_and_WhenFull_decides_on_the_next(WhenQueueFull whenFull, bool byBytes)
    {
        await using TestVhost vhost = await ShopAsync();
        await using TcpFaultProxy proxy = TcpFaultProxy.Start(vhost.Uri);
        await using GoQueuePublisher publisher = Create(proxy, options =>
        {
            options.MaxMessages = byBytes ? 1_000 : 2;
            options.MaxBytes = byBytes ? 25_000 : 1_000_000;
            options.WhenFull = whenFull;
        });
        string tenKilobytes = new('x', 10_000);
        await publisher.PublishOrderPlacedAsync(new(0, "ann"));
        await vhost.TakeAsync("all", TestContext.Current.CancellationToken);
        proxy.Stall(ProxyDirection.ToClient);
        await publisher.Background.EnqueueAsync(new OrderPlaced(1, tenKilobytes), cancellationToken: TestContext.Current.CancellationToken);
        await publisher.Background.EnqueueAsync(new OrderPlaced(2, tenKilobytes), cancellationToken: TestContext.Current.CancellationToken);

        Task<BackgroundPublish> third = publisher.Background.EnqueueAsync(new OrderPlaced(3, tenKilobytes), cancellationToken: TestContext.Current.CancellationToken).AsTask();

        Assert.Equal(2, publisher.Background.Count);
        switch (whenFull)
        {
            case WhenQueueFull.Wait:
                await Eventually.HoldsAsync(async () => await CountAsync(vhost) == 2, "the accepted ones");
                Assert.False(third.IsCompleted);
                break;
            case WhenQueueFull.Drop:
                await Assert.ThrowsAsync<PublishQueueFullException>(async () => await (await third).Completion);
                break;
            default:
                await Assert.ThrowsAsync<PublishQueueFullException>(() => third);
                break;
        }

        proxy.Pass();
        if (whenFull == WhenQueueFull.Wait)
        {
            await (await third.WaitAsync(SoonEnough, TestContext.Current.CancellationToken)).Completion.WaitAsync(SoonEnough, TestContext.Current.CancellationToken);
        }

        await publisher.FlushAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            whenFull == WhenQueueFull.Wait ? [1, 2, 3] : [1, 2], (await vhost.DrainAsync("all", TestContext.Current.CancellationToken)).Select(Publishers.NumberOf).Order());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task MaxConcurrency_is_how_many_go_out_without_a_confirm(int concurrency)
    {
        await using TestVhost vhost = await ShopAsync();
        await using TcpFaultProxy proxy = TcpFaultProxy.Start(vhost.Uri);
        await using GoQueuePublisher publisher = Create(proxy, options => options.MaxConcurrency = concurrency);
        await publisher.PublishOrderPlacedAsync(new(0, "ann"));
        await vhost.TakeAsync("all", TestContext.Current.CancellationToken);
        proxy.Stall(ProxyDirection.ToClient);

        for (int i = 1; i <= 20; i++)
        {
            await publisher.Background.EnqueueAsync(new OrderPlaced(i, "ann"), cancellationToken: TestContext.Current.CancellationToken);
        }

        await Eventually.HoldsAsync(async () => await CountAsync(vhost) >= concurrency, "the first messages");
        Assert.Equal((uint)concurrency, await CountAsync(vhost));
        Assert.Equal(concurrency, publisher.GetTransportStatus().InFlight);
        proxy.Pass();
        await publisher.FlushAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(SoonEnough, TestContext.Current.CancellationToken);
        Assert.Equal(20u, await CountAsync(vhost));
    }

    [Fact]
    public async Task OnFailure_hears_of_what_the_broker_does_not_take()
    {
        await using TestVhost vhost = await ShopAsync();
        var failures = new ConcurrentQueue<BackgroundFailure>();
        await using GoQueuePublisher publisher = GoQueuePublisher.Create(
            goqueue => goqueue.UseRabbitMQ(vhost.Uri.ToString()).UseBackground(options => options.OnFailure = failures.Enqueue));

        BackgroundPublish lost = await publisher.Background.EnqueueAsync(new Misdirected(), cancellationToken: TestContext.Current.CancellationToken);
        await publisher.Background.EnqueueAsync(new OrderPlaced(1, "ann"), cancellationToken: TestContext.Current.CancellationToken);
        await publisher.FlushAsync(TestContext.Current.CancellationToken);

        await Eventually.HoldsAsync(() => !failures.IsEmpty, "the failure to be told");
        BackgroundFailure failure = Assert.Single(failures);
        Assert.Equal(lost.MessageId, failure.MessageId);
        Assert.IsType<ExchangeNotFoundException>(failure.Exception);
        Assert.Equal(1u, await CountAsync(vhost));
    }

    [Fact]
    public async Task UseBuffering_sends_when_there_are_enough()
    {
        await using TestVhost vhost = await ShopAsync();
        await using GoQueuePublisher unbuffered = Publishers.Create(vhost);
        await using GoQueuePublisher publisher = GoQueuePublisher.Create(
            goqueue => goqueue.UseRabbitMQ(vhost.Uri.ToString()).UseBuffering(3, TimeSpan.FromSeconds(59)));
        await publisher.ConnectAsync(TestContext.Current.CancellationToken);

        List<Task> publishes = [publisher.PublishOrderPlacedAsync(new(1, "ann")).AsTask(), publisher.PublishOrderPlacedAsync(new(2, "ann")).AsTask()];

        // A later message of somebody else is in the queue, and those are not.
        await unbuffered.PublishOrderPlacedAsync(new(9, "bob"));
        Assert.Equal(9, Publishers.NumberOf(Assert.Single(await vhost.DrainAsync("all", TestContext.Current.CancellationToken))));
        publishes.Add(publisher.PublishOrderPlacedAsync(new(3, "ann")).AsTask());
        await Task.WhenAll(publishes).WaitAsync(SoonEnough, TestContext.Current.CancellationToken);
        Assert.Equal([1, 2, 3], (await vhost.DrainAsync("all", TestContext.Current.CancellationToken)).Select(Publishers.NumberOf).Order());
    }

    [Fact]
    public async Task UseBuffering_sends_when_the_interval_has_passed()
    {
        await using TestVhost vhost = await ShopAsync();
        await using GoQueuePublisher publisher = GoQueuePublisher.Create(
            goqueue => goqueue.UseRabbitMQ(vhost.Uri.ToString()).UseBuffering(100_000, TimeSpan.FromMilliseconds(200)));
        await publisher.ConnectAsync(TestContext.Current.CancellationToken);
        long started = System.Diagnostics.Stopwatch.GetTimestamp();

        await publisher.PublishOrderPlacedAsync(new(1, "ann")).AsTask().WaitAsync(SoonEnough, TestContext.Current.CancellationToken);

        Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(190), "It was held back.");
        Assert.Equal(1u, await CountAsync(vhost));
    }

    private static GoQueuePublisher Create(TcpFaultProxy proxy, Action<BackgroundOptions> configure) =>
        GoQueuePublisher.Create(goqueue => goqueue.UseRabbitMQ(proxy.Uri.ToString()).UseBackground(configure));

    private static async Task<uint> CountAsync(TestVhost vhost) => await (await vhost.GetChannelAsync()).MessageCountAsync("all");

    private static async Task<TestVhost> ShopAsync()
    {
        TestVhost vhost = await TestVhost.CreateAsync();
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareQueueAsync("all", "orders");
        return vhost;
    }
}
