using System.Diagnostics.Metrics;
using GoQueue.Outbox.Relaying;
using GoQueue.Outbox.Stores;
using Microsoft.Extensions.Logging;

namespace GoQueue.Outbox.Diagnostics;

/// <summary>Metrics, log lines and the state of one outbox, for gauges, health check and admin. The relay's loop writes, anybody reads.</summary>
internal sealed class RelayMonitor : IDisposable
{
    private static readonly TimeSpan s_onePerExchange = TimeSpan.FromHours(1);

    private readonly Dictionary<string, long> _exchanges = new(StringComparer.Ordinal);
    private readonly KeyValuePair<string, object?> _tag;
    private readonly string _name;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly Meter _meter;
    private readonly bool _ownsMeter;
    private readonly Counter<long> _enqueued;
    private readonly Counter<long> _delivered;
    private readonly Histogram<double> _age;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _duplicates;
    private readonly Counter<long> _missing;
    private readonly Histogram<double> _read;
    private readonly Histogram<double> _settle;
    private readonly Histogram<double> _look;
    private volatile string? _pausedBecause;
    private volatile string? _storeError;
    private volatile OutboxFigures? _figures;
    private volatile bool _isRelaying;
    private bool _hasUnknownVersion;
    private string? _standsByFor;

    public RelayMonitor(string name, ILogger logger, IMeterFactory? meters, TimeProvider time)
    {
        _name = name;
        _logger = logger;
        _time = time;
        _tag = new("outbox", name);
        _ownsMeter = meters is null;
        _meter = meters?.Create(new MeterOptions(GoQueueDiagnostics.MeterName)) ?? new Meter(GoQueueDiagnostics.MeterName);
        _enqueued = _meter.CreateCounter<long>("goqueue.outbox.enqueued", "{message}", "Messages written in transactions, committed or not.");
        _delivered = _meter.CreateCounter<long>("goqueue.outbox.delivered", "{message}", "Messages that the broker has confirmed to the relay.");
        _age = _meter.CreateHistogram<double>("goqueue.outbox.delivery.age", "s", "From a message's writing to its confirm.");
        _failed = _meter.CreateCounter<long>("goqueue.outbox.failed", "{message}", "Messages that failed for good or expired, by kind.");
        _duplicates = _meter.CreateCounter<long>("goqueue.outbox.duplicates.possible", "{message}", "Messages that are sent again though the broker may have them.");
        _missing = _meter.CreateCounter<long>("goqueue.outbox.settle.missing", "{row}", "Confirmed rows that were gone already.");
        _read = _meter.CreateHistogram<double>("goqueue.outbox.read.duration", "s", "Reading rows.");
        _settle = _meter.CreateHistogram<double>("goqueue.outbox.settle.duration", "s", "Deleting confirmed rows.");
        _look = _meter.CreateHistogram<double>("goqueue.outbox.full_look.duration", "s", "Looking through all rows for those that were missed.");
        _meter.CreateObservableGauge("goqueue.outbox.pending", () => Read(static figures => figures.Pending), "{message}", "Messages that wait, an upper bound.");
        _meter.CreateObservableGauge("goqueue.outbox.oldest.age", () => Read(static figures => figures.OldestAgeSeconds ?? 0), "s", "How long the oldest message has waited.");
        _meter.CreateObservableGauge("goqueue.outbox.held", ReadHeld, "{message}", "Held messages by state, counted up to 10,000.");
        _meter.CreateObservableGauge("goqueue.outbox.lease", () => new Measurement<int>(_isRelaying ? 1 : 0, _tag), description: "1 = this process relays.");
        _meter.CreateObservableGauge("goqueue.outbox.paused", () => new Measurement<int>(_pausedBecause is null ? 0 : 1, _tag), description: "1 = the relay pauses.");
    }

    public string? PausedBecause => _pausedBecause;

    public string? StoreError => _storeError;

    public bool IsRelaying => _isRelaying;

    public OutboxFigures? Figures => _figures;

    public void Enqueued(int count) => _enqueued.Add(count, _tag);

    public void LeaseTaken(long epoch)
    {
        _isRelaying = true;
        _standsByFor = null;
        OutboxLog.LeaseTaken(_logger, _name, epoch);
    }

    public void LeaseEnded()
    {
        _isRelaying = false;
        _pausedBecause = null;
        OutboxLog.LeaseLost(_logger, _name);
    }

    public void StandingBy(LeaseAnswer answer)
    {
        if (answer.Owner is { } owner && owner != _standsByFor)
        {
            _standsByFor = owner;
            OutboxLog.StandingBy(_logger, _name, owner, answer.Remaining.TotalSeconds);
        }
    }

    public void Paused(string reason)
    {
        if (_pausedBecause is null)
        {
            OutboxLog.Paused(_logger, _name, reason);
        }

        _pausedBecause = reason;
    }

    public void Resumed()
    {
        if (_pausedBecause is not null)
        {
            _pausedBecause = null;
            OutboxLog.Resumed(_logger, _name);
        }
    }

    public void StoreFailed(Exception exception)
    {
        if (_storeError is null)
        {
            OutboxLog.StoreFailed(_logger, _name, $"{exception.GetType().Name}: {exception.Message}");
        }

        _storeError = exception.Message;
    }

    public void StoreIsWell()
    {
        if (_storeError is not null)
        {
            _storeError = null;
            OutboxLog.StoreIsWell(_logger, _name);
        }
    }

    public void Delivered(RelayRow row, TimeSpan age)
    {
        _delivered.Add(1, _tag);
        _age.Record(Math.Max(0, age.TotalSeconds), _tag);
    }

    public void Failed(RelayRow row, string kind, string error)
    {
        _failed.Add(1, _tag, new("kind", kind));
        OutboxLog.Failed(_logger, _name, row.MessageId, row.Topic, row.Action, row.Id, kind, error);
    }

    public void Retrying(RelayRow row, string kind, int attempts)
    {
        if (attempts == 1)
        {
            OutboxLog.Retrying(_logger, _name, row.MessageId, row.Topic, row.Action, row.Id, kind);
        }
    }

    public void RouteFault(RelayRow row, string kind, string error)
    {
        var now = _time.GetTimestamp();
        if (!_exchanges.TryGetValue(row.Exchange, out var last) || _time.GetElapsedTime(last, now) >= s_onePerExchange)
        {
            _exchanges[row.Exchange] = now;
            OutboxLog.RouteFault(_logger, _name, row.Exchange, kind, error);
        }
    }

    public void UnknownVersion(RelayRow row)
    {
        if (!_hasUnknownVersion)
        {
            _hasUnknownVersion = true;
            OutboxLog.UnknownVersion(_logger, _name, row.Id);
        }
    }

    public void MayBeDuplicated() => _duplicates.Add(1, _tag);

    public void Settled(int rows, int missing, TimeSpan took)
    {
        _settle.Record(took.TotalSeconds, _tag);
        if (missing > 0)
        {
            _missing.Add(missing, _tag);
        }
    }

    public void Read(int rows, TimeSpan took) => _read.Record(took.TotalSeconds, _tag);

    public void Looked(TimeSpan took) => _look.Record(took.TotalSeconds, _tag);

    public void Measured(OutboxFigures figures) => _figures = figures;

    public void SchemaCreated(string store) => OutboxLog.SchemaCreated(_logger, _name, store);

    public void Warning(string warning) => OutboxLog.Warning(_logger, _name, warning);

    public void Discarded(int count, string reason) => OutboxLog.Discarded(_logger, _name, count, reason);

    public void Replayed(int count) => OutboxLog.Replayed(_logger, _name, count);

    public void Dispose()
    {
        if (_ownsMeter)
        {
            _meter.Dispose();
        }
    }

    private IEnumerable<Measurement<T>> Read<T>(Func<OutboxFigures, T> value)
        where T : struct
        => _isRelaying && _figures is { } figures ? [new Measurement<T>(value(figures), _tag)] : [];

    private IEnumerable<Measurement<long>> ReadHeld() => _isRelaying && _figures is { } figures
        ?
        [
            new(figures.Retrying, _tag, new("state", "retry")),
            new(figures.Behind, _tag, new("state", "behind")),
            new(figures.Failed, _tag, new("state", "failed")),
            new(figures.Expired, _tag, new("state", "expired")),
        ]
        : [];
}
