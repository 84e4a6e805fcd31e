using System.Diagnostics;
using GoQueue.Brokers.Delivery;
using GoQueue.Brokers.Scripted;
using GoQueue.RabbitMQ.Tests.Harness;
using RabbitMQ.Client;

namespace GoQueue.RabbitMQ.Tests.Faults;

/// <summary>
/// Publishers under load while faults happen: writers that each keep some messages in flight, half of them with an ordering key of their own,
/// and a ledger of every call. <see cref="StopAsync"/> ends the load, then the queue is compared with the ledger.
/// </summary>
internal sealed class FaultLoad : IAsyncDisposable
{
    private readonly IGoQueuePublisher _publisher;
    private readonly DeliveryLedger _ledger;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task[] _writers;
    private readonly int _window;
    private readonly int _payloadLength;
    private long _acknowledged;
    private long _failed;
    private long _lastBegunAcknowledged;
    private PublishException? _lastFailure;
    private volatile TaskCompletionSource? _pause;

    private FaultLoad(IGoQueuePublisher publisher, DeliveryLedger ledger, string keys, int writers, int window, int payloadLength)
    {
        _publisher = publisher;
        _ledger = ledger;
        _window = window;
        _payloadLength = payloadLength;
        _writers = [.. Enumerable.Range(0, writers).Select(number => Task.Run(() => WriteAsync(number % 2 == 0 ? "" : $"{keys}-{number}", window)))];
    }

    /// <summary>How many publishes were acknowledged so far.</summary>
    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    /// <summary>How many calls began so far.</summary>
    public long Begun => _ledger.Begun;

    /// <summary>The slowest call so far, open ones included.</summary>
    public TimeSpan SlowestCall => _ledger.Close().Max(static call => call.Duration);

    /// <summary>How many failed so far.</summary>
    public long Failed => Interlocked.Read(ref _failed);

    public static FaultLoad Start(IGoQueuePublisher publisher, int writers = 8, int window = 16, int payloadLength = 64) =>
        new(publisher, new DeliveryLedger(), "key", writers, window, payloadLength);

    /// <summary>As much load by another publisher, in the same ledger. Over a slow line the rate is the window divided by the delay.</summary>
    public FaultLoad StartBeside(IGoQueuePublisher publisher) => new(publisher, _ledger, $"beside-{Guid.NewGuid():N}", _writers.Length, _window, _payloadLength);

    /// <summary>Waits until so many more are acknowledged.</summary>
    public Task RunAsync(long count, TimeSpan? bound = null)
    {
        long target = Acknowledged + count;
        return Eventually.HoldsAsync(() => Acknowledged >= target, $"{count} more confirms", bound);
    }

    /// <summary>Waits until a publish that begins now is acknowledged; returns how long that took.</summary>
    public async Task<TimeSpan> HealAsync(TimeSpan? bound = null)
    {
        long started = Stopwatch.GetTimestamp();
        try
        {
            await Eventually.HoldsAsync(() => Interlocked.Read(ref _lastBegunAcknowledged) > started, "a publish after the fault to be confirmed", bound ?? TimeSpan.FromSeconds(60));
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"{exception.Message} {Failed} have failed, the last one: {_lastFailure?.ToString() ?? "none"}", exception);
        }

        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>Confirms per second, over a short while.</summary>
    public async Task<double> MeasureAsync(TimeSpan? span = null)
    {
        TimeSpan length = span ?? TimeSpan.FromMilliseconds(300);
        long started = Stopwatch.GetTimestamp();
        long before = Acknowledged;
        await Eventually.HoldsAsync(() => Stopwatch.GetElapsedTime(started) > length, "the measurement");
        return (Acknowledged - before) / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Begins no publish until <see cref="Resume"/>.</summary>
    public void Pause() => _pause ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Resume() => Interlocked.Exchange(ref _pause, null)?.SetResult();

    /// <summary>Takes no further messages and waits for the calls under way.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        Resume();
        await Task.WhenAll(_writers).WaitAsync(TimeSpan.FromSeconds(90));
    }

    /// <summary>Stops, empties the queues and compares.</summary>
    public async Task<DeliveryReport> CheckAsync(TestVhost vhost, DeliveryRules? rules = null, params string[] queues)
    {
        await StopAsync();
        await using IConnection connection = await vhost.ConnectAsync();
        List<FoundMessage> found = [];
        foreach (string queue in queues.Length == 0 ? ["all"] : queues)
        {
            found.AddRange(await QueueDrain.ReadAsync(connection, queue, static delivery => LedgerEvent.Read(delivery.BasicProperties.MessageId, delivery.Body.Span)));
        }

        return DeliveryChecker.Check(_ledger.Close(), found, rules).EnsureKept();
    }

    /// <summary>Stops and compares with what a scripted broker received: it forgets nothing.</summary>
    public async Task<DeliveryReport> CheckAsync(ScriptedBroker broker, DeliveryRules? rules = null)
    {
        await StopAsync();
        FoundMessage[] found = [.. broker.Publishes.Select(static publish => LedgerEvent.Read(publish.MessageId, publish.Body.Span))];
        return DeliveryChecker.Check(_ledger.Close(), found, rules).EnsureKept();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Resume();
        _stop.Dispose();
    }

    private async Task WriteAsync(string key, int window)
    {
        var underWay = new Queue<Task>(window);
        while (!_stop.IsCancellationRequested)
        {
            if (underWay.Count == window)
            {
                await underWay.Dequeue();
            }

            if (_pause is { } pause)
            {
                await pause.Task;
            }

            LedgerMessage message = _ledger.Begin(key, _payloadLength);
            underWay.Enqueue(PublishAsync(message));
        }

        await Task.WhenAll(underWay);
    }

    private async Task PublishAsync(LedgerMessage message)
    {
        long begun = Stopwatch.GetTimestamp();
        try
        {
            var options = message.OrderingKey.Length == 0 ? null : new PublishOptions { OrderingKey = message.OrderingKey };
            PublishReceipt receipt = await _publisher.PublishAsync(new LedgerEvent(message), options);
            _ledger.End(message, DeliveryOutcome.Acknowledged, receipt.MessageId, receipt.Attempts);
            Interlocked.Increment(ref _acknowledged);
            Interlocked.Exchange(ref _lastBegunAcknowledged, begun);
        }
        catch (PublishException exception)
        {
            _ledger.End(message, OutcomeOf(exception.Outcome), exception.MessageId, exception.Attempts, exception.GetType().Name);
            _lastFailure = exception;
            Interlocked.Increment(ref _failed);
            // An application that fails at once in a loop would only heat the machine.
            await Task.Delay(20);
        }
    }

    private static DeliveryOutcome OutcomeOf(PublishOutcome outcome) => outcome switch
    {
        PublishOutcome.NotSent => DeliveryOutcome.NotSent,
        PublishOutcome.Rejected => DeliveryOutcome.Rejected,
        PublishOutcome.Unroutable => DeliveryOutcome.Unroutable,
        _ => DeliveryOutcome.Unknown,
    };
}
