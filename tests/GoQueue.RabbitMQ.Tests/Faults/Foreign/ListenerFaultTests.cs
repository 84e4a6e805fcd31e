using System.Diagnostics;
using System.Diagnostics.Metrics;
using GoQueue.RabbitMQ.Tests.Harness;

namespace GoQueue.RabbitMQ.Tests.Faults.Foreign;

/// <summary>
/// Listeners of spans and metrics may throw or block at any call: the caller gets its receipt, and closing waits for
/// messages only.
/// </summary>
[Collection(nameof(AloneWithForeignCode))]
public sealed class ListenerFaultTests
{
    [Theory]
    [InlineData("ActivityStopped")]
    [InlineData("ActivityStarted")]
    [InlineData("Sample")]
    [InlineData("measurement")]
    public async Task A_listener_that_throws_changes_no_receipt_is_logged_once_and_closing_does_not_wait(string call)
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        using IDisposable listener = Throwing(call);
        var logs = new Logs();

        // Far over the hang bound: closing that waited for it would be seen.
        GoQueuePublisher publisher = GoQueuePublisher.Create(goqueue => goqueue.UseRabbitMQ(broker.Uri.ToString()).UseLogging(logs)
            .Configure(static o => o.DrainTimeout = TimeSpan.FromMinutes(10))
            .Use(static (context, next) => next(context), static m => m.For<OrderPlaced>()));
        var caller = new Activity("caller").Start();

        for (int number = 0; number < 5; number++)
        {
            Assert.Equal(1, (await publisher.PublishOrderPlacedAsync(new(number, "ann")).AsTask().WaitAsync(Stage.HangBound)).Attempts);
            Assert.Same(caller, Activity.Current);
        }

        caller.Stop();
        await publisher.DisposeAsync().AsTask().WaitAsync(Stage.HangBound);
        Assert.Equal(
            ["Warning 1007 A listener of spans or metrics, or the trace propagator, threw NotSupportedException. Publishes are not affected; this is logged once per publisher. Fix the listener."],
            logs.Of(1007));
    }

    [Fact]
    public async Task A_span_whose_start_threw_in_one_listener_reaches_its_end_in_the_others()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        int ended = 0;
        using IDisposable throwing = Throwing("ActivityStarted");
        using ActivityListener other = Spans(listener => listener.ActivityStopped = _ => Interlocked.Increment(ref ended));
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString());

        await publisher.PublishOrderPlacedAsync(new(1, "ann"));

        Assert.Equal(1, Volatile.Read(ref ended));
    }

    [Fact]
    public async Task A_listener_that_blocks_at_the_end_of_an_expired_publish_keeps_no_other_publish()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(static publish =>
        {
            if (publish.MessageId != "victim")
            {
                publish.Ack();
            }
        });
        using var signal = new ManualResetEventSlim();
        using var entered = new ManualResetEventSlim();
        using ActivityListener listener = Spans(spans => spans.ActivityStopped = span =>
        {
            if (span.GetTagItem("messaging.message.id") is "victim")
            {
                entered.Set();
                Assert.True(signal.Wait(Stage.HangBound));
            }
        });
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString(), static o => o.ChannelPoolSize = 1);
        await publisher.PublishOrderPlacedAsync(new(0, "ann"));

        Task victim = publisher.PublishOrderPlacedAsync(new(1, "ann"), new PublishOptions { MessageId = "victim", Timeout = TimeSpan.FromMilliseconds(200) }).AsTask();
        Assert.True(await Task.Run(() => entered.Wait(Stage.HangBound)));
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(() => publisher.PublishOrderPlacedAsync(new(i, "bob")).AsTask()))).WaitAsync(Stage.HangBound);
        signal.Set();

        await Assert.ThrowsAsync<PublishTimeoutException>(() => victim.WaitAsync(Stage.HangBound));
    }

    [Fact]
    public async Task A_trace_propagator_that_throws_costs_the_message_its_trace_context_only()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString());
        DistributedContextPropagator before = DistributedContextPropagator.Current;
        DistributedContextPropagator.Current = new ThrowingPropagator();
        try
        {
            using Activity request = new Activity("request").Start();
            Assert.Equal(1, (await publisher.PublishOrderPlacedAsync(new(1, "ann"))).Attempts);
        }
        finally
        {
            DistributedContextPropagator.Current = before;
        }
    }

    private static IDisposable Throwing(string call)
    {
        if (call == "measurement")
        {
            var meters = new MeterListener { InstrumentPublished = static (instrument, listening) =>
            {
                if (instrument.Name == "goqueue.messages.published")
                {
                    listening.EnableMeasurementEvents(instrument);
                }
            } };
            meters.SetMeasurementEventCallback<long>(static (_, _, _, _) => throw new NotSupportedException("the listener failed"));
            meters.Start();
            return meters;
        }

        return Spans(listener =>
        {
            switch (call)
            {
                case "ActivityStopped":
                    listener.ActivityStopped = static _ => throw new NotSupportedException("the listener failed");
                    break;
                case "ActivityStarted":
                    listener.ActivityStarted = static _ => throw new NotSupportedException("the listener failed");
                    break;
                default:
                    listener.Sample = static (ref ActivityCreationOptions<ActivityContext> _) => throw new NotSupportedException("the listener failed");
                    break;
            }
        });
    }

    private static ActivityListener Spans(Action<ActivityListener> configure)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "GoQueue",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        configure(listener);
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private sealed class ThrowingPropagator : DistributedContextPropagator
    {
        public override IReadOnlyCollection<string> Fields => [];

        public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter) => throw new NotSupportedException("the propagator failed");

        public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState) => throw new NotSupportedException();

        public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) => throw new NotSupportedException();
    }
}
