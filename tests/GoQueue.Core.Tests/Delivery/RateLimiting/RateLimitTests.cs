using System.Threading.RateLimiting;
using GoQueue.Core.Tests.Diagnostics;
using GoQueue.Core.Tests.Harness;
using GoQueue.Delivery.RateLimiting;
using Xunit;

namespace GoQueue.Core.Tests.Delivery.RateLimiting;

[Covers<PublishRateLimit>]
public sealed class RateLimitTests
{
    private readonly Shop _shop = new();

    [Fact]
    public async Task Without_a_permit_the_publish_fails_and_says_when_to_come_back()
    {
        await using var limiter = Tokens(1);
        await using var publisher = _shop.Publisher(goqueue => goqueue.UseRateLimiter(limiter));
        await publisher.PublishAsync(Shop.Order);

        var error = await Assert.ThrowsAsync<RateLimitedException>(async () => await publisher.PublishAsync(Shop.Order, Shop.Fixed));

        Assert.Equal(TimeSpan.FromHours(1), error.RetryAfter);
        Assert.Equal(
            "Message msg-123 (shop.orders/order.placed 1.2) was not sent: the rate limiter gave no permit; publish again in 3600 s, or give the limiter a queue.", error.Message);
        Assert.Equal((PublishOutcome.NotSent, 0), (error.Outcome, error.Attempts));
        Assert.Equal(1, _shop.Queue.Count);
    }

    [Fact]
    public async Task A_limiter_with_a_queue_makes_messages_wait()
    {
        await using var limiter = new ConcurrencyLimiter(new() { PermitLimit = 1, QueueLimit = 10 });
        await using var publisher = _shop.Publisher(goqueue => goqueue.UseRateLimiter(limiter));
        await publisher.PublishAsync(Shop.Order);
        var permit = limiter.AttemptAcquire();
        var waiting = publisher.PublishAsync(Shop.Order).AsTask();
        Assert.False(waiting.IsCompleted);

        permit.Dispose();
        await waiting;

        Assert.Equal(2, _shop.Queue.Count);
    }

    [Fact]
    public async Task Waiting_for_permits_keeps_the_order_of_an_ordering_key()
    {
        const int Count = 2_000;
        await using var limiter = new ConcurrencyLimiter(new() { PermitLimit = 8, QueueLimit = Count });
        await using var publisher = _shop.Publisher(goqueue => goqueue.UseRateLimiter(limiter));
        var permits = Enumerable.Range(0, 8).Select(_ => limiter.AttemptAcquire()).ToList();
        var publishes = Enumerable.Range(0, Count).Select(n => publisher.PublishAsync(new OrderPlaced(n, "Ann", null), new PublishOptions { OrderingKey = n % 2 == 0 ? "even" : "odd" }).AsTask()).ToArray();

        permits.ForEach(permit => permit.Dispose());
        await Task.WhenAll(publishes);

        var reader = new GoQueue.Formats.MessageReader();
        var numbers = _shop.Queue.Messages.Select(message => reader.Read<OrderPlaced>(message).Message.OrderId).ToList();
        Assert.Equal(Enumerable.Range(0, Count), numbers.Order());
        Assert.Equal(numbers.Where(n => n % 2 == 0).Order(), numbers.Where(n => n % 2 == 0));
        Assert.Equal(numbers.Where(n => n % 2 == 1).Order(), numbers.Where(n => n % 2 == 1));
    }

    [Fact]
    public async Task Who_gives_up_waiting_lets_nobody_overtake()
    {
        await using var limiter = new ConcurrencyLimiter(new() { PermitLimit = 1, QueueLimit = 10 });
        await using var publisher = _shop.Publisher(goqueue => goqueue.UseRateLimiter(limiter));
        var permit = limiter.AttemptAcquire();
        using var cancellation = new CancellationTokenSource();
        var first = publisher.PublishAsync(new OrderPlaced(1, "Ann", null), Key()).AsTask();
        var second = publisher.PublishAsync(new OrderPlaced(2, "Ann", null), Key(), cancellation.Token).AsTask();
        var third = publisher.PublishAsync(new OrderPlaced(3, "Ann", null), Key()).AsTask();

        await cancellation.CancelAsync();
        await Assert.ThrowsAsync<PublishCanceledException>(() => second);
        Assert.False(third.IsCompleted);
        permit.Dispose();
        await Task.WhenAll(first, third);

        var reader = new GoQueue.Formats.MessageReader();
        Assert.Equal([1, 3], _shop.Queue.Messages.Select(message => reader.Read<OrderPlaced>(message).Message.OrderId));

        static PublishOptions Key() => new() { OrderingKey = "one" };
    }

    [Fact]
    public async Task A_concurrency_permit_is_held_until_the_broker_has_answered()
    {
        await using var limiter = new ConcurrencyLimiter(new() { PermitLimit = 1, QueueLimit = 1 });
        var transport = new ManualTransport();
        await using var publisher = transport.Publisher(goqueue => goqueue.UseRateLimiter(limiter));
        var first = publisher.PublishAsync(Shop.Order).AsTask();
        var second = publisher.PublishAsync(Shop.Order).AsTask();
        Assert.Equal(1, transport.Sent);

        transport.Lose();
        Assert.Equal(0, limiter.GetStatistics()!.CurrentAvailablePermits);
        transport.Confirm();
        await first;
        await Until.TrueAsync(() => transport.Held == 1);
        transport.Confirm();
        await second;

        Assert.Equal(1, limiter.GetStatistics()!.CurrentAvailablePermits);
    }

    [Fact]
    public async Task A_failed_publish_gives_its_permit_back()
    {
        await using var limiter = new ConcurrencyLimiter(new() { PermitLimit = 1 });
        var transport = new ManualTransport();
        await using var publisher = transport.Publisher(goqueue => goqueue.UseRateLimiter(limiter));
        using var cancellation = new CancellationTokenSource();
        var publish = publisher.PublishAsync(Shop.Order, null, cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAsync<PublishCanceledException>(() => publish);

        Assert.Equal(1, limiter.GetStatistics()!.CurrentAvailablePermits);
    }

    [Fact]
    public async Task A_caller_that_cancels_leaves_the_limiters_queue()
    {
        await using var limiter = Tokens(1, queue: 10);
        await using var publisher = _shop.Publisher(goqueue => goqueue.UseRateLimiter(limiter));
        await publisher.PublishAsync(Shop.Order);
        using var cancellation = new CancellationTokenSource();
        var waiting = publisher.PublishAsync(Shop.Order, null, cancellation.Token).AsTask();
        await cancellation.CancelAsync();

        Assert.Equal(PublishOutcome.NotSent, (await Assert.ThrowsAsync<PublishCanceledException>(() => waiting)).Outcome);
        await Until.TrueAsync(() => limiter.GetStatistics()!.CurrentQueuedCount == 0);
    }

    [Fact]
    public async Task Waiting_ends_with_the_publishs_own_bound()
    {
        await using var limiter = Tokens(1, queue: 10);
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        await using var publisher = _shop.Publisher(goqueue => goqueue.UseTimeProvider(time).UseRateLimiter(limiter));
        await publisher.PublishAsync(Shop.Order);
        var waiting = publisher.PublishAsync(Shop.Order, Shop.Fixed).AsTask();
        time.Advance(TimeSpan.FromSeconds(60));

        var error = await Assert.ThrowsAsync<PublishTimeoutException>(() => waiting);

        Assert.Equal("Message msg-123 (shop.orders/order.placed 1.2) was not sent within its PublishTimeout (60 s): the rate limiter gave no permit.", error.Message);
        Assert.Equal(PublishOutcome.NotSent, error.Outcome);
    }

    [Fact]
    public async Task Closing_ends_the_waiting()
    {
        await using var limiter = Tokens(1, queue: 10);
        var publisher = _shop.Publisher(goqueue => goqueue.UseRateLimiter(limiter));
        await publisher.PublishAsync(Shop.Order);
        var waiting = publisher.PublishAsync(Shop.Order).AsTask();

        await publisher.CloseAsync(new CancellationToken(canceled: true));

        await Assert.ThrowsAsync<PublisherStoppedException>(() => waiting);
        await publisher.DisposeAsync();
    }

    [Fact]
    public async Task A_partitioned_limiter_limits_each_topic_by_itself()
    {
        _shop.Broker.DeclareExchange("other").DeclareQueue("others");
        _shop.Broker.Bind("others", "other", "#");
        await using var limiter = PartitionedRateLimiter.Create<string, string>(
            topic => RateLimitPartition.GetTokenBucketLimiter(topic, _ => Options(1, queue: 0)));
        await using var publisher = _shop.Publisher(goqueue => goqueue.UseRateLimiter(limiter));
        await publisher.PublishAsync(Shop.Order);

        await Assert.ThrowsAsync<RateLimitedException>(async () => await publisher.PublishAsync(Shop.Order));
        await publisher.PublishAsync(GoQueueMessage.Create().Topic("other").Action("a").Data("1"u8).Build());
    }

    [Fact]
    public async Task A_resent_message_takes_no_second_permit()
    {
        await using var limiter = Tokens(1);
        var transport = new ManualTransport();
        await using var publisher = transport.Publisher(goqueue => goqueue.UseRateLimiter(limiter));
        var publish = publisher.PublishAsync(Shop.Order);
        transport.Lose();
        transport.Confirm();

        Assert.Equal(2, (await publish).Attempts);
    }

    [Fact]
    public async Task A_limiter_that_throws_is_a_typed_failure()
    {
        var limiter = Tokens(1);
        await limiter.DisposeAsync();
        await using var publisher = _shop.Publisher(goqueue => goqueue.UseRateLimiter(limiter));

        var error = await Assert.ThrowsAsync<PublishStepFailedException>(async () => await publisher.PublishAsync(Shop.Order, Shop.Fixed));

        Assert.Equal(
            "Message msg-123 (shop.orders/order.placed 1.2) was not sent: the rate limiter failed with ObjectDisposedException; mend it or dispose it after the publisher, the inner exception shows where.",
            error.Message);
    }

    private static TokenBucketRateLimiter Tokens(int count, int queue = 0) => new(Options(count, queue));

    private static TokenBucketRateLimiterOptions Options(int count, int queue) => new()
    {
        TokenLimit = count,
        TokensPerPeriod = count,
        ReplenishmentPeriod = TimeSpan.FromHours(1),
        QueueLimit = queue,
        AutoReplenishment = false,
    };
}
