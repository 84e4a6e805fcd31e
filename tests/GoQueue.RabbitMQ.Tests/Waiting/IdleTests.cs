using GoQueue.RabbitMQ.Tests.Harness;

namespace GoQueue.RabbitMQ.Tests.Waiting;

public sealed class IdleTests
{
    [Fact]
    public async Task An_idle_publisher_has_no_timer_running()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareQueueAsync("all", "orders");
        var time = new CountingTime();
        await using GoQueuePublisher publisher = GoQueuePublisher.Create(goqueue => goqueue.UseRabbitMQ(vhost.Uri.ToString()).UseTimeProvider(time));
        await Task.WhenAll(Enumerable.Range(0, 2_000).Select(i => publisher.PublishOrderPlacedAsync(new(i, "ann")).AsTask()));

        Assert.True(time.Started > 0, "publishing started no timer: the test counts the wrong ones");
        await Eventually.HoldsAsync(() => time.Running == 0, "the timers to stop");

        // And again after more messages.
        await publisher.PublishOrderPlacedAsync(new(1, "ann"));
        await Eventually.HoldsAsync(() => time.Running == 0, "the timers to stop once more");
    }
}
