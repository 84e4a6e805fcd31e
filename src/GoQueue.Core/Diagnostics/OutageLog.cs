using System.Globalization;
using GoQueue.Messages.Execution;
using Microsoft.Extensions.Logging;

namespace GoQueue.Diagnostics;

/// <summary>
/// Keeps an outage from writing a line per message. The first failure of a kind and the first resend of a second are written in full by the caller;
/// the others are counted, and one line per second has the counts. When publishes succeed again, one line sums up. Only what an outage
/// brings is counted: a message that is refused for its own sake has always its own line. Thread-safe.
/// </summary>
internal sealed class OutageLog : IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    // What comes in numbers when the broker is away or overloaded. Arrays by index: a dictionary of its own kind would be in every native program.
    private static readonly string[] s_kinds =
        ["broker_blocked", "broker_unavailable", "circuit_open", ErrorTypes.Nack, "outcome_unknown", "queue_full", "rate_limited", ErrorTypes.Timeout];

    private readonly Lock _sync = new();
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly long[] _held = new long[s_kinds.Length];
    private readonly long[] _all = new long[s_kinds.Length];
    private readonly long[] _lastOfKind = new long[s_kinds.Length];
    private ITimer? _timer;
    private bool _isArmed;
    private long _heldResends;
    private long _allResends;
    private long _begun;
    private long _lastFailure;
    private long _lastResend;
    private volatile bool _hasVolume;
    private bool _hasSucceeded;

    public OutageLog(ILogger logger, TimeProvider time)
    {
        _logger = logger;
        _time = time;
    }

    /// <summary>Whether this failure gets its own line; if not, it is counted.</summary>
    public bool TryFail(string errorType)
    {
        var kind = Array.IndexOf(s_kinds, errorType);
        if (kind < 0)
        {
            // For its own sake, and not because the broker is away.
            return true;
        }

        lock (_sync)
        {
            var now = BeginLocked();
            var isFirst = IsFirst(_lastOfKind[kind], now);
            _lastFailure = _lastOfKind[kind] = now;
            _all[kind]++;
            if (!isFirst)
            {
                _held[kind]++;
                HoldLocked();
            }

            return isFirst;
        }
    }

    /// <summary>Whether this resend gets its own line; if not, it is counted.</summary>
    public bool TryResend()
    {
        lock (_sync)
        {
            var now = BeginLocked();
            var isFirst = IsFirst(_lastResend, now);
            _lastResend = now;
            _allResends++;
            if (!isFirst)
            {
                _heldResends++;
                HoldLocked();
            }

            return isFirst;
        }
    }

    /// <summary>A publish has succeeded. Costs a read while there is no outage at volume.</summary>
    public void Succeeded()
    {
        if (_hasVolume)
        {
            lock (_sync)
            {
                _hasSucceeded = true;
                ArmLocked();
            }
        }
    }

    public void Dispose()
    {
        WriteHeld();
        _timer?.Dispose();
    }

    // The first of a quiet second restarts the counts, unless an outage is being counted.
    private long BeginLocked()
    {
        var now = Math.Max(_time.GetTimestamp(), 1);
        if (!_hasVolume && IsQuiet(now))
        {
            _begun = now;
            Array.Clear(_all);
            _allResends = 0;
        }

        _hasSucceeded = false;
        return now;
    }

    private bool IsFirst(long last, long now) => !_hasVolume && (last == 0 || _time.GetElapsedTime(last, now) >= s_interval);

    private bool IsQuiet(long now) =>
        (_lastFailure == 0 || _time.GetElapsedTime(_lastFailure, now) >= s_interval) && (_lastResend == 0 || _time.GetElapsedTime(_lastResend, now) >= s_interval);

    private void HoldLocked()
    {
        _hasVolume = true;
        ArmLocked();
    }

    private void ArmLocked()
    {
        if (!_isArmed)
        {
            _isArmed = true;
            _timer ??= DefaultContext.CreateTimer(_time, static state => ((OutageLog)state!).OnSecond(), this);
            _timer.Change(s_interval, Timeout.InfiniteTimeSpan);
        }
    }

    private void OnSecond()
    {
        lock (_sync)
        {
            _isArmed = false;
        }

        if (WriteHeld())
        {
            lock (_sync)
            {
                // The next second may be quiet, and then the end is to be seen.
                ArmLocked();
            }

            return;
        }

        WriteEnd();
    }

    private bool WriteHeld()
    {
        string failures;
        string resends;
        lock (_sync)
        {
            if (Sum(_held) + _heldResends == 0)
            {
                return false;
            }

            (failures, resends) = (Text(_held), Text(_heldResends));
            Array.Clear(_held);
            _heldResends = 0;
        }

        PublisherLog.MoreFailed(_logger, failures, resends);
        return true;
    }

    // Without a success nothing has recovered: the caller of the next one looks again.
    private void WriteEnd()
    {
        string failures;
        TimeSpan duration;
        lock (_sync)
        {
            if (!_hasVolume || !_hasSucceeded)
            {
                return;
            }

            _hasVolume = false;
            duration = _time.GetElapsedTime(_begun, Math.Max(_lastFailure, _lastResend));
            failures = $"{Text(_all)}; sent again: {Text(_allResends)}";
        }

        PublisherLog.Recovered(_logger, duration.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture), failures);
    }

    private static long Sum(long[] counts)
    {
        var sum = 0L;
        foreach (var count in counts)
        {
            sum += count;
        }

        return sum;
    }

    private static string Text(long count) => count.ToString(CultureInfo.InvariantCulture);

    // "1,500: nack 1000, timeout 500", without the separators.
    private static string Text(long[] counts)
    {
        var text = "";
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] > 0)
            {
                text += (text.Length == 0 ? ": " : ", ") + s_kinds[i] + " " + Text(counts[i]);
            }
        }

        return Text(Sum(counts)) + text;
    }
}
