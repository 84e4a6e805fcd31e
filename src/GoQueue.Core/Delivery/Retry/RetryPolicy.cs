using System.Globalization;
using GoQueue.Delivery.Operations;
using GoQueue.Messages;
using GoQueue.Messages.Execution;
using GoQueue.Pipeline;
using Microsoft.Extensions.Logging;

namespace GoQueue.Delivery.Retry;

/// <summary>Decides after a rejection whether the message is sent again and when, and keeps it until then. Thread-safe.</summary>
internal sealed class RetryPolicy : IAsyncDisposable
{
    public const string Category = "GoQueue.Retry";

    private const int MaxLinesPerSecond = 10;

    private static readonly TimeSpan s_lineInterval = TimeSpan.FromSeconds(1);

    private readonly RetryOptions _options;
    private readonly TimeSpan _initialDelay;
    private readonly TimeSpan _maxDelay;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Func<double> _chance;
    private readonly Lock _sync = new();
    private readonly PriorityQueue<PublishOperation, long> _waiting = new();
    private readonly ITimer _timer;
    private bool _stopped;
    private long _second;
    private int _lines;
    private long _withoutLine;

    /// <param name="options">Checked here.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Gets a line for each wait.</param>
    /// <param name="chance">The jitter, 0 to 1; null = random.</param>
    /// <exception cref="GoQueueConfigurationException">An option is wrong.</exception>
    public RetryPolicy(RetryOptions options, TimeProvider time, ILogger logger, Func<double>? chance = null)
    {
        OptionLimits.Require(options.MaxAttempts, 1, 1_000, "RetryOptions.MaxAttempts");
        _initialDelay = TimeLimits.Require(options.InitialDelay, "RetryOptions.InitialDelay", TimeSpan.Zero, TimeLimits.Longest);
        _maxDelay = TimeLimits.Require(options.MaxDelay, "RetryOptions.MaxDelay", TimeSpan.Zero, TimeLimits.Longest);
        if (_maxDelay < _initialDelay)
        {
            throw new GoQueueConfigurationException($"RetryOptions.MaxDelay is {_maxDelay} and less than RetryOptions.InitialDelay ({_initialDelay}): raise it, or lower the other.");
        }

        if (!(options.Multiplier is >= 1 and <= 100))
        {
            throw new GoQueueConfigurationException($"RetryOptions.Multiplier is {options.Multiplier}: it must be 1 to 100.");
        }

        _options = options;
        _time = time;
        _logger = logger;
        _chance = chance ?? Random.Shared.NextDouble;
        _timer = DefaultContext.CreateTimer(time, static state => ((RetryPolicy)state!).SendDue(), this);
    }

    /// <summary>For people.</summary>
    public string Description => string.Create(
        CultureInfo.InvariantCulture,
        $"up to {_options.MaxAttempts:N0} where the broker rejects, {PublishFailures.Span(_initialDelay)} to {PublishFailures.Span(_maxDelay)} between them");

    /// <summary>The longest wait after so many rejections.</summary>
    public TimeSpan LongestDelay(int rejections)
    {
        var factor = Math.Pow(_options.Multiplier, Math.Min(rejections - 1, 1_000));
        return _initialDelay.TotalMilliseconds * factor < _maxDelay.TotalMilliseconds ? _initialDelay * factor : _maxDelay;
    }

    /// <summary>
    /// Takes the operation to send it again later, or to give it up after asking
    /// <see cref="RetryOptions.ShouldRetry"/>. False if it cannot be sent again; the caller then fails it. Calls no
    /// foreign code, because the calling thread reads the connection.
    /// </summary>
    public bool TryTake(PublishOperation operation, MessageRejectedException failure)
    {
        if (operation.Rejections >= _options.MaxAttempts)
        {
            return false;
        }

        if (_options.ShouldRetry is null)
        {
            return TrySchedule(operation);
        }

        new RetryQuestion(this, operation, failure, _time).Ask();
        return true;
    }

    /// <summary>
    /// Sends the operation again later. False if that would be after the end of its publish, or the policy has stopped.
    /// </summary>
    public bool TrySchedule(PublishOperation operation)
    {
        var delay = LongestDelay(operation.Rejections) * _chance();
        var due = _time.After(_time.GetTimestamp(), delay);
        if (due >= operation.Deadline)
        {
            return false;
        }

        lock (_sync)
        {
            if (_stopped)
            {
                return false;
            }

            LogWaitLocked(operation, delay);
            operation.WaitForRetry();
            _waiting.Enqueue(operation, due);
            if (_waiting.Peek() == operation)
            {
                _timer.Change(delay, Timeout.InfiniteTimeSpan);
            }
        }

        return true;
    }

    /// <summary>Asks the application. It may block or throw.</summary>
    public bool ShouldRetry(string messageId, MessageRejectedException failure)
    {
        try
        {
            return _options.ShouldRetry!(failure);
        }
        catch (Exception exception)
        {
            // The caller gets the rejection itself.
            RetryLog.QuestionFailed(_logger, exception.GetType().Name, messageId);
            return false;
        }
    }

    /// <summary>Sends what waits at once: the transport is closing, and knows what to say.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_sync)
        {
            _stopped = true;
        }

        await _timer.DisposeAsync().ConfigureAwait(false);
        while (TryTake(long.MaxValue, out var operation))
        {
            operation.SendAgain();
        }
    }

    private void SendDue()
    {
        while (TryTake(_time.GetTimestamp(), out var operation))
        {
            operation.SendAgain();
        }
    }

    private bool TryTake(long now, out PublishOperation operation)
    {
        lock (_sync)
        {
            if (!_waiting.TryPeek(out operation!, out var due))
            {
                return false;
            }

            if (due <= now)
            {
                _waiting.Dequeue();
                return true;
            }

            if (!_stopped)
            {
                _timer.Change(_time.Until(due, least: 0.001), Timeout.InfiniteTimeSpan);
            }

            return false;
        }
    }

    // A few lines per second: a broker that rejects at volume would fill the log. Messages that fail in the end have their own lines.
    private void LogWaitLocked(PublishOperation operation, TimeSpan delay)
    {
        var now = Math.Max(_time.GetTimestamp(), 1);
        if (_second == 0 || _time.GetElapsedTime(_second, now) >= s_lineInterval)
        {
            _second = now;
            _lines = 0;
            if (_withoutLine > 0)
            {
                RetryLog.MoreWaiting(_logger, _withoutLine);
                _withoutLine = 0;
            }
        }

        if (_lines == MaxLinesPerSecond)
        {
            _withoutLine++;
            return;
        }

        _lines++;
        RetryLog.Waiting(_logger, PrintableText.Name(operation.Message.MessageId)!, operation.Attempts, delay.TotalMilliseconds);
    }
}
