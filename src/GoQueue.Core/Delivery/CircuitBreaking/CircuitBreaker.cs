using System.Globalization;
using GoQueue.Delivery.Operations;
using GoQueue.Messages;
using GoQueue.Pipeline;
using Microsoft.Extensions.Logging;

namespace GoQueue.Delivery.CircuitBreaking;

/// <summary>
/// Fails publishes at once while the broker keeps failing. While it is closed and all goes well, it costs two reads per message. Thread-safe.
/// </summary>
internal sealed class CircuitBreaker
{
    public const string Category = "GoQueue.CircuitBreaker";

    private readonly CircuitBreakerOptions _options;
    private readonly TimeSpan _openDuration;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _sync = new();
    private readonly Queue<CircuitState> _changes = new();
    private int _state;
    private int _failures;
    private int _probes;
    private long _openedAt;
    private int _generation;
    private bool _telling;

    /// <exception cref="GoQueueConfigurationException">An option is wrong.</exception>
    public CircuitBreaker(CircuitBreakerOptions options, TimeProvider time, ILogger logger)
    {
        OptionLimits.Require(options.FailureThreshold, 1, 1_000_000, "CircuitBreakerOptions.FailureThreshold");
        _openDuration = TimeLimits.Require(options.OpenDuration, "CircuitBreakerOptions.OpenDuration", TimeLimits.Shortest, TimeLimits.Longest);
        OptionLimits.Require(options.HalfOpenProbes, 1, 1_000, "CircuitBreakerOptions.HalfOpenProbes");
        _options = options;
        _time = time;
        _logger = logger;
    }

    /// <summary>For people.</summary>
    public string Description => string.Create(
        CultureInfo.InvariantCulture,
        $"{State.ToString().ToLowerInvariant()}; opens after {_options.FailureThreshold:N0} failures in a row, for {PublishFailures.Span(_openDuration)}");

    public CircuitState State => (CircuitState)Volatile.Read(ref _state);

    /// <summary>
    /// Asks for a message's way through. The ticket goes back with its result: a result from before the last change says nothing about the broker now.
    /// 0 = no way.
    /// </summary>
    public int TryEnter()
    {
        if (State == CircuitState.Closed)
        {
            // Never 0, also after the counter has gone round.
            return Volatile.Read(ref _generation) | 1;
        }

        lock (_sync)
        {
            if (State == CircuitState.Open && _time.GetElapsedTime(_openedAt) >= _openDuration)
            {
                ChangeLocked(CircuitState.HalfOpen);
            }

            var ticket = _generation | 1;
            if (State == CircuitState.Closed)
            {
                return ticket;
            }

            if (State == CircuitState.Open || _probes >= _options.HalfOpenProbes)
            {
                return 0;
            }

            _probes++;
            return ticket;
        }
    }

    /// <summary>How long the circuit stays open, from now.</summary>
    public TimeSpan RemainingOpenTime
    {
        get
        {
            lock (_sync)
            {
                var remaining = _openDuration - _time.GetElapsedTime(_openedAt);
                return State == CircuitState.Open && remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
            }
        }
    }

    /// <summary>What became of a message that was let through.</summary>
    /// <param name="ticket">What <see cref="TryEnter"/> gave.</param>
    /// <param name="failure">Null = confirmed.</param>
    public void Leave(int ticket, Exception? failure)
    {
        if (failure is null && State == CircuitState.Closed && Volatile.Read(ref _failures) == 0)
        {
            return;
        }

        var counts = failure is MessageRejectedException or PublishOutcomeUnknownException or PublishTimeoutException or BrokerUnavailableException or BrokerBlockedException;
        lock (_sync)
        {
            if (ticket != (_generation | 1))
            {
                return;
            }

            if (State == CircuitState.HalfOpen)
            {
                _probes--;
                if (counts)
                {
                    Open();
                }
                else if (failure is null)
                {
                    ChangeLocked(CircuitState.Closed);
                }
            }
            else if (failure is null)
            {
                Volatile.Write(ref _failures, 0);
            }
            else if (counts && State == CircuitState.Closed)
            {
                Volatile.Write(ref _failures, _failures + 1);
                if (_failures >= _options.FailureThreshold)
                {
                    Open();
                }
            }
        }
    }

    private void Open()
    {
        _openedAt = _time.GetTimestamp();
        ChangeLocked(CircuitState.Open);
    }

    private void ChangeLocked(CircuitState state)
    {
        Volatile.Write(ref _state, (int)state);
        Volatile.Write(ref _failures, 0);
        Volatile.Write(ref _generation, unchecked(_generation + 2));
        _probes = 0;
        if (state == CircuitState.Open)
        {
            CircuitBreakerLog.Opened(_logger, _options.FailureThreshold, _openDuration.TotalSeconds);
        }
        else
        {
            CircuitBreakerLog.Changed(_logger, state);
        }

        if (_options.OnStateChanged is not null)
        {
            _changes.Enqueue(state);
            if (!_telling)
            {
                // The user's code, and this may be the thread that reads a connection.
                _telling = true;
                ThreadPool.UnsafeQueueUserWorkItem(static breaker => breaker.Tell(), this, preferLocal: false);
            }
        }
    }

    private void Tell()
    {
        while (true)
        {
            CircuitState change;
            lock (_sync)
            {
                if (!_changes.TryDequeue(out change))
                {
                    _telling = false;
                    return;
                }
            }

            try
            {
                _options.OnStateChanged!(change);
            }
            catch (Exception exception)
            {
                CircuitBreakerLog.ListenerFailed(_logger, exception);
            }
        }
    }
}
