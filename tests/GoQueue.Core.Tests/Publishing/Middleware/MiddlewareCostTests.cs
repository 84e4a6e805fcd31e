using System.Diagnostics;
using GoQueue.Core.Tests.Diagnostics;
using GoQueue.Core.Tests.Harness;
using Xunit;

namespace GoQueue.Core.Tests.Publishing.Middleware;

[Collection(AloneCollection.Name)]
public sealed class MiddlewareCostTests
{
    private const int Messages = 2_000;

    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Layers_that_pass_on_cost_no_bytes()
    {
        var one = await BytesPerMessage(goqueue => goqueue.Use(PassOn));
        var four = await BytesPerMessage(goqueue => goqueue.Use(PassOn).Use(PassOn).Use(new Passing()).Use(PassOn));

        Assert.Equal(one, four);
    }

#if !DEBUG
    // In debug builds the compiler makes a class of each async method's state.
    [Fact]
    public async Task The_chain_itself_costs_no_bytes() => Assert.Equal(await BytesPerMessage(_ => { }), await BytesPerMessage(goqueue => goqueue.Use(PassOn)));
#endif

    [Fact]
    public async Task A_layer_for_other_events_costs_no_bytes()
    {
        var none = await BytesPerMessage(_ => { });
        var other = await BytesPerMessage(goqueue => goqueue.Use(PassOn, m => m.For<OrderCancelled>()));

        Assert.Equal(none, other);
    }

    [Fact]
    public async Task A_publish_allocates_its_id_and_nothing_else_while_nobody_listens()
    {
        // 36 characters of id: 22 bytes of header and length, 72 of text, rounded up.
        Assert.Equal(96, await BytesPerMessage(_ => { }));
    }

    [Fact]
    public async Task A_publish_by_run_time_type_costs_no_bytes() =>
        Assert.Equal(96, await BytesPerMessage(_ => { }, static publisher => publisher.PublishAsync((IGoQueueEvent)Shop.Order)));

    [Fact]
    public async Task Stages_that_are_on_and_answer_at_once_cost_no_bytes()
    {
        using var limiter = new System.Threading.RateLimiting.TokenBucketRateLimiter(new()
        {
            TokenLimit = int.MaxValue,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromDays(1),
            AutoReplenishment = false,
        });

        Assert.Equal(96, await BytesPerMessage(goqueue => goqueue.UseRateLimiter(limiter).UseCircuitBreaker().UseRetry().UseCorrelation()));
    }

    [Fact]
    public async Task A_logger_that_takes_warnings_only_costs_no_bytes()
    {
        // The everyday case: a failure would be logged, and nothing fails.
        using var loggers = new Diagnostics.RecordingLoggers(Microsoft.Extensions.Logging.LogLevel.Warning);

        Assert.Equal(96, await BytesPerMessage(goqueue => goqueue.UseLogging(loggers).UseDebugLogging()));
    }

    [Fact]
    public async Task Metrics_that_are_listened_to_cost_no_bytes()
    {
        using var listener = new System.Diagnostics.Metrics.MeterListener();
        var seen = 0;
        listener.InstrumentPublished = static (instrument, own) =>
        {
            if (instrument.Meter.Name == GoQueueDiagnostics.MeterName)
            {
                own.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => seen++);
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => seen++);
        listener.Start();

        Assert.Equal(96, await BytesPerMessage(_ => { }));
        Assert.True(seen > Messages);
    }

    private static ValueTask PassOn(PublishContext context, PublishDelegate next) => next(context);

    private static async Task<long> BytesPerMessage(
        Action<GoQueuePublisherBuilder> configure, Func<GoQueuePublisher, ValueTask<PublishReceipt>>? publishOne = null)
    {
        publishOne ??= static publisher => publisher.PublishAsync(Shop.Order);
        await using var publisher = new NullTransport().Publisher(goqueue =>
        {
            // A clock that stands: the text of a second is made once.
            goqueue.UseTimeProvider(new Microsoft.Extensions.Time.Testing.FakeTimeProvider());
            configure(goqueue);
        });
        // The runtime compiles anew, in the background, what runs often; before that values are boxed. A fast machine is through with any fixed number of rounds by then.
        Publish(publisher, publishOne, Messages);
        var best = long.MaxValue;
        var started = Stopwatch.GetTimestamp();
        for (var round = 0; round < 5 || Stopwatch.GetElapsedTime(started) < s_warmUp; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Publish(publisher, publishOne, Messages);
            best = Math.Min(best, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        // The ids' random bytes are drawn for a hundred of them at a time, into a buffer that stays.
        return best / Messages;
    }

    private static void Publish(GoQueuePublisher publisher, Func<GoQueuePublisher, ValueTask<PublishReceipt>> publishOne, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var publish = publishOne(publisher);
            if (!publish.IsCompletedSuccessfully)
            {
                throw new InvalidOperationException("It should have been confirmed at once.");
            }

            _ = publish.Result;
        }
    }

    private sealed class Passing : IPublishMiddleware
    {
        public ValueTask InvokeAsync(PublishContext context, PublishDelegate next) => next(context);
    }
}
