using GoQueue.Core.Tests.Diagnostics;
using GoQueue.Core.Tests.Harness;
using GoQueue.Delivery.CircuitBreaking;
using GoQueue.Pipeline;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace GoQueue.Core.Tests.Delivery.Retry;

/// <summary>Retries and the circuit breaker by a clock of the test's own: nothing waits for real time.</summary>
public sealed class RetryOnTheClockTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly ManualTransport _transport = new();
    private readonly RecordingLoggers _loggers = new();

    public void Dispose() => _loggers.Dispose();

    [Fact]
    public async Task Each_attempt_waits_within_its_bound_and_is_logged_with_id_attempt_and_delay()
    {
        await using GoQueuePublisher publisher = Publisher(goqueue => goqueue.UseRetry());
        Task<PublishReceipt> publish = publisher.PublishAsync(Shop.Order, new PublishOptions { MessageId = "m-1" }).AsTask();

        _transport.Reject();
        Assert.Equal(0, _transport.Held);
        // Full jitter: no wait is longer than 100 ms after the first rejection, and than 200 ms after the second.
        _time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal(1, _transport.Held);
        _transport.Reject();
        _time.Advance(TimeSpan.FromMilliseconds(200));
        Assert.Equal(1, _transport.Held);
        _transport.Confirm();

        Assert.Equal(3, (await publish).Attempts);
        await Until.TrueAsync(() => _loggers.Of("GoQueue.Retry").Count() >= 2);
        string[] lines = [.. _loggers.Of("GoQueue.Retry")];
        Assert.Equal(2, lines.Length);
        Assert.Matches(@"^Warning 2100 GoQueue\.Retry: The broker rejected message m-1 \(attempt 1\); it is sent again in \d{1,3} ms\.$", lines[0]);
        Assert.Matches(@"^Warning 2100 GoQueue\.Retry: The broker rejected message m-1 \(attempt 2\); it is sent again in \d{1,3} ms\.$", lines[1]);
    }

    [Fact]
    public async Task Each_change_of_the_circuit_is_a_log_line_an_event_and_the_gauge()
    {
        var told = new System.Collections.Concurrent.ConcurrentQueue<CircuitState>();
        await using GoQueuePublisher publisher = Publisher(goqueue => goqueue.UseCircuitBreaker(o =>
        {
            o.FailureThreshold = 2;
            o.OnStateChanged = told.Enqueue;
        }));
        using var gauge = new GaugeReader("goqueue.circuit.state", publisher.PublisherId);
        Assert.Equal(0, gauge.Read());

        await RejectedAsync(publisher);
        await RejectedAsync(publisher);

        Assert.Equal(1, gauge.Read());
        var open = await Assert.ThrowsAsync<CircuitOpenException>(() => publisher.PublishAsync(Shop.Order).AsTask());
        Assert.Equal((PublishOutcome.NotSent, 2), (open.Outcome, _transport.Sent));

        _time.Advance(TimeSpan.FromSeconds(30));
        Task<PublishReceipt> probe = publisher.PublishAsync(Shop.Order).AsTask();
        Assert.Equal(2, gauge.Read());
        // One probe at a time: whoever comes beside it is refused.
        await Assert.ThrowsAsync<CircuitOpenException>(() => publisher.PublishAsync(Shop.Order).AsTask());
        _transport.Confirm();
        await probe;

        Assert.Equal(0, gauge.Read());
        await Until.TrueAsync(() => told.Count == 3 && _loggers.Of("GoQueue.CircuitBreaker").Count() >= 3);
        Assert.Equal([CircuitState.Open, CircuitState.HalfOpen, CircuitState.Closed], told);
        Assert.Equal(
            [
                "Error 2110 GoQueue.CircuitBreaker: The circuit is open after 2 failures in a row: publishes fail at once for 30 s.",
                "Warning 2111 GoQueue.CircuitBreaker: The circuit is now HalfOpen.",
                "Warning 2111 GoQueue.CircuitBreaker: The circuit is now Closed.",
            ],
            _loggers.Of("GoQueue.CircuitBreaker"));
    }

    [Fact]
    public async Task What_the_message_itself_is_to_blame_for_never_opens_the_circuit()
    {
        await using GoQueuePublisher publisher = Publisher(goqueue => goqueue.UseCircuitBreaker(static o => o.FailureThreshold = 1));
        using var cancellation = new CancellationTokenSource();
        Task<PublishReceipt> cancelled = publisher.PublishAsync(Shop.Order, null, cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAsync<PublishCanceledException>(() => cancelled);
        _transport.Confirm();
        Task<PublishReceipt> unroutable = publisher.PublishAsync(Shop.Order).AsTask();
        _transport.Peek().ReturnCode = 312;
        _transport.Confirm();
        await Assert.ThrowsAsync<UnroutableMessageException>(() => unroutable);
        await Assert.ThrowsAsync<EventValidationException>(() => publisher.PublishAsync(Shop.Order with { OrderId = -1 }).AsTask());

        Task<PublishReceipt> next = publisher.PublishAsync(Shop.Order).AsTask();
        _transport.Confirm();

        Assert.Equal(1, (await next).Attempts);
    }

    private GoQueuePublisher Publisher(Action<GoQueuePublisherBuilder> configure) => _transport.Publisher(goqueue =>
    {
        goqueue.UseTimeProvider(_time).UseLogging(_loggers).Configure(o => o.PublisherId = $"clock-{Guid.NewGuid():N}");
        configure(goqueue);
    });

    private async Task RejectedAsync(GoQueuePublisher publisher)
    {
        Task<PublishReceipt> publish = publisher.PublishAsync(Shop.Order).AsTask();
        _transport.Reject();
        await Assert.ThrowsAsync<MessageRejectedException>(() => publish);
    }
}
