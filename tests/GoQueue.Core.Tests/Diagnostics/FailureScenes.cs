using System.Threading.RateLimiting;
using GoQueue.Core.Tests.Harness;
using GoQueue.Pipeline;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace GoQueue.Core.Tests.Diagnostics;

/// <summary>One failing publish each; gives the <c>error.type</c> that it must show.</summary>
internal static class FailureScenes
{
    /// <summary>In every event, and in the text of every exception that user code throws.</summary>
    public const string Secret = "hunter2";

    private static readonly OrderPlaced s_order = new(1, Secret, Secret);

    public static readonly Dictionary<string, Func<Observed, Task<string>>> All = new(StringComparer.Ordinal)
    {
        ["a broken rule"] = observed => InShop(observed, new OrderPlaced(-1, Secret, null), "validation"),
        ["a null event"] = observed => InShop<OrderPlaced>(observed, null!, "System.ArgumentNullException"),
        ["an event without a topic"] = observed => InShop(observed, new Homeless(1), "refused"),
        ["a derived event"] = observed => InShop<Base>(observed, new Derived(1, Secret), "refused"),
        ["a rule that throws"] = observed => InShop(observed, new Fragile("rule", Secret), "step_failed"),
        ["a routing key that throws"] = observed => InShop(observed, new Fragile("routing key", Secret), "step_failed"),
        ["an ordering key that throws"] = observed => InShop(observed, new Fragile("ordering key", Secret), "step_failed"),
        ["a header that throws"] = observed => InShop(observed, new Fragile("header", Secret), "step_failed"),
        ["data that cannot be written"] = observed => InShop(observed, new Fragile("json", Secret), "serialization"),
        ["an empty word in the routing key"] = observed => InShop(observed, new RoutedOrder(""), "refused"),
        ["a body that is too large"] = observed => InShop(observed, s_order, "refused", goqueue => goqueue.Configure(o => o.MaxMessageBytes = 10)),
        ["a reserved header"] = observed => InShop(observed, s_order, "refused", goqueue => goqueue.Use((context, next) =>
        {
            context.Headers["encoding"] = Secret;
            return next(context);
        })),
        ["a marked event without keys"] = observed => InShop(observed, new SecretNote(Secret), "refused"),
        ["a key provider that throws"] = observed => InShop(observed, s_order, "refused", goqueue => goqueue.UseEncryption(new Keys(() => throw new InvalidOperationException(Secret)))),
        ["a key provider without a key"] = observed => InShop(observed, s_order, "refused", goqueue => goqueue.UseEncryption(new Keys(() => null!))),
        ["an encryption predicate that throws"] = observed => InShop(
            observed, s_order, "step_failed", goqueue => goqueue.UseEncryption(new EncryptionKey("k", new byte[32]), e => e.When = _ => throw new InvalidOperationException(Secret))),
        ["a middleware that throws"] = observed => InShop(observed, s_order, "step_failed", goqueue => goqueue.Use((_, _) => throw new InvalidOperationException(Secret))),
        ["a middleware that forgets next"] = observed => InShop(observed, s_order, "not_completed", goqueue => goqueue.Use((_, _) => ValueTask.CompletedTask)),
        ["a resilience pipeline that throws"] = observed => InShop(observed, s_order, "step_failed", goqueue => goqueue.UseResilience(new Refusing())),
        ["a limiter that is disposed"] = observed => InShop(observed, s_order, "step_failed", goqueue =>
        {
            var limiter = Limiter(1);
            limiter.Dispose();
            goqueue.UseRateLimiter(limiter);
        }),
        ["no permit"] = observed => InShop(observed, s_order, "rate_limited", goqueue =>
        {
            var limiter = Limiter(1);
            limiter.AttemptAcquire();
            goqueue.UseRateLimiter(limiter);
        }),
        ["no queue"] = observed => InShop(observed, s_order, "returned", goqueue => goqueue.Use((context, next) =>
        {
            context.Exchange = "empty";
            return next(context);
        })),
        ["no exchange"] = observed => InShop(observed, s_order, "exchange_not_found", goqueue => goqueue.Use((context, next) =>
        {
            context.Exchange = "missing";
            return next(context);
        })),
        ["a cancelled call"] = observed => InShop(observed, s_order, "canceled", token: new CancellationToken(canceled: true)),
        ["a rejection"] = observed => Answered(observed, "nack", transport => transport.Reject()),
        ["a lost answer"] = observed => Answered(observed, "outcome_unknown", transport => transport.LoseForGood()),
        ["a passed bound"] = PassedBoundAsync,
        ["an open circuit"] = OpenCircuitAsync,
        ["a closed publisher"] = ClosedAsync,
        ["an untyped message of nothing"] = observed => Untyped(observed, "validation", _ => { }),
        ["no untyped message"] = NullUntypedAsync,
        ["an untyped rule that is broken"] = observed => Untyped(
            observed, "validation", goqueue => goqueue.ValidateUntyped("#", (_, failures) => failures.Add(new ValidationFailure("any", "Custom", Secret))), Message()),
        ["an untyped rule that throws"] = observed => Untyped(
            observed, "step_failed", goqueue => goqueue.ValidateUntyped("#", (_, _) => throw new InvalidOperationException(Secret)), Message()),
        ["an invalid event in the background"] = observed => InBackground(observed, new OrderPlaced(-1, Secret, null), "validation"),
        ["data that cannot be written in the background"] = observed => InBackground(observed, new Fragile("json", Secret), "serialization"),
        ["a middleware that throws in the background"] = observed => InBackground(
            observed, s_order, "step_failed", goqueue => goqueue.Use((_, _) => throw new InvalidOperationException(Secret))),
        ["a cancelled call in the background"] = observed => InBackground(observed, s_order, "canceled", token: new CancellationToken(canceled: true)),
        ["a full background queue"] = observed => FullBackground(observed, WhenQueueFull.Fail),
        ["a full background queue that drops"] = observed => FullBackground(observed, WhenQueueFull.Drop),
        ["a full background queue behind a middleware"] = observed => FullBackground(observed, WhenQueueFull.Fail, goqueue => goqueue.Use((context, next) => next(context))),
    };

    private static TokenBucketRateLimiter Limiter(int permits) =>
        new TokenBucketRateLimiter(new() { TokenLimit = permits, TokensPerPeriod = 1, ReplenishmentPeriod = TimeSpan.FromDays(1), AutoReplenishment = false });

    private static GoQueueMessage Message() => GoQueueMessage.Create().Topic("shop.orders").Action("any").Data("{}"u8).Build();

    private static async Task<string> InShop<T>(
        Observed observed, T message, string errorType, Action<GoQueuePublisherBuilder>? configure = null, CancellationToken token = default)
        where T : IGoQueueEvent<T>
    {
        var shop = new Shop();
        shop.Broker.DeclareExchange("empty");
        await using var publisher = shop.Publisher(goqueue =>
        {
            goqueue.UseLogging(observed.Loggers);
            configure?.Invoke(goqueue);
        });
        await Assert.ThrowsAnyAsync<Exception>(async () => await publisher.PublishAsync(message, cancellationToken: token));
        return errorType;
    }

    private static async Task<string> Untyped(Observed observed, string errorType, Action<GoQueuePublisherBuilder> configure, GoQueueMessage? message = null)
    {
        await using var publisher = new Shop().Publisher(goqueue => configure(goqueue.UseLogging(observed.Loggers)));
        await Assert.ThrowsAnyAsync<PublishException>(async () => await publisher.PublishAsync(message ?? GoQueueMessage.Create().Build()));
        return errorType;
    }

    private static async Task<string> NullUntypedAsync(Observed observed)
    {
        await using var publisher = new Shop().Publisher(goqueue => goqueue.UseLogging(observed.Loggers));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await publisher.PublishAsync((GoQueueMessage)null!));
        return "System.ArgumentNullException";
    }

    private static async Task<string> InBackground<T>(
        Observed observed, T message, string errorType, Action<GoQueuePublisherBuilder>? configure = null, CancellationToken token = default)
        where T : IGoQueueEvent<T>
    {
        await using var publisher = new Shop().Publisher(goqueue =>
        {
            goqueue.UseLogging(observed.Loggers);
            configure?.Invoke(goqueue);
        });
        await Assert.ThrowsAnyAsync<Exception>(async () => await publisher.Background.EnqueueAsync(message, cancellationToken: token));
        return errorType;
    }

    private static async Task<string> FullBackground(Observed observed, WhenQueueFull whenFull, Action<GoQueuePublisherBuilder>? configure = null)
    {
        var transport = new ManualTransport();
        await using var publisher = transport.Publisher(goqueue =>
        {
            goqueue.UseLogging(observed.Loggers).UseBackground(o => (o.MaxMessages, o.WhenFull) = (1, whenFull));
            configure?.Invoke(goqueue);
        });
        var first = await publisher.Background.EnqueueAsync(s_order);
        await Until.TrueAsync(() => transport.Held == 1);
        observed.Forget();

        await Assert.ThrowsAsync<PublishQueueFullException>(async () => await (await publisher.Background.EnqueueAsync(s_order)).Completion);

        // The first one's end is another story.
        var measurements = observed.Measurements.ToArray();
        transport.Confirm();
        await first.Completion;
        observed.Measurements.Clear();
        foreach (var one in measurements)
        {
            observed.Measurements.Enqueue(one);
        }

        var spans = observed.Spans.Spans.Where(span => span.GetTagItem("error.type") is not null).ToArray();
        observed.Spans.Spans.Clear();
        foreach (var span in spans)
        {
            observed.Spans.Spans.Enqueue(span);
        }

        return "queue_full";
    }

    private static async Task<string> Answered(Observed observed, string errorType, Action<ManualTransport> answer)
    {
        var transport = new ManualTransport();
        await using var publisher = transport.Publisher(goqueue => goqueue.UseLogging(observed.Loggers));
        var publish = publisher.PublishAsync(s_order).AsTask();
        answer(transport);
        await Assert.ThrowsAnyAsync<PublishException>(() => publish);
        return errorType;
    }

    private static async Task<string> PassedBoundAsync(Observed observed)
    {
        var time = new FakeTimeProvider();
        await using var publisher = new ManualTransport().Publisher(goqueue => goqueue.UseLogging(observed.Loggers).UseTimeProvider(time).UseResilience(new Waiting()));
        var publish = publisher.PublishAsync(s_order).AsTask();
        time.Advance(TimeSpan.FromMinutes(1));
        await Assert.ThrowsAsync<PublishTimeoutException>(() => publish);
        return "timeout";
    }

    private static async Task<string> OpenCircuitAsync(Observed observed)
    {
        var transport = new ManualTransport();
        await using var publisher = transport.Publisher(goqueue => goqueue.UseLogging(observed.Loggers).UseCircuitBreaker(o => o.FailureThreshold = 1));
        var publish = publisher.PublishAsync(s_order).AsTask();
        transport.Reject();
        await Assert.ThrowsAsync<MessageRejectedException>(() => publish);
        observed.Forget();
        await Assert.ThrowsAsync<CircuitOpenException>(async () => await publisher.PublishAsync(s_order));
        return "circuit_open";
    }

    private static async Task<string> ClosedAsync(Observed observed)
    {
        var publisher = new Shop().Publisher(goqueue => goqueue.UseLogging(observed.Loggers));
        await publisher.CloseAsync();
        await Assert.ThrowsAsync<PublisherStoppedException>(async () => await publisher.PublishAsync(s_order));
        await publisher.DisposeAsync();
        return "publisher_stopped";
    }

    private sealed class Keys(Func<EncryptionKey> current) : IKeyProvider
    {
        public EncryptionKey Current => current();

        public EncryptionKey? Find(string keyId) => null;
    }

    private sealed class Refusing : IPublishResilience
    {
        public ValueTask<PublishReceipt> ExecuteAsync<TState>(
            Func<TState, CancellationToken, ValueTask<PublishReceipt>> attempt, TState state, CancellationToken cancellationToken) => throw new TimeoutException(Secret);
    }

    private sealed class Waiting : IPublishResilience
    {
        public async ValueTask<PublishReceipt> ExecuteAsync<TState>(
            Func<TState, CancellationToken, ValueTask<PublishReceipt>> attempt, TState state, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return await attempt(state, cancellationToken);
        }
    }
}
