using System.Collections.Concurrent;
using GoQueue.Outbox.Diagnostics;
using GoQueue.Outbox.Stores;

namespace GoQueue.Outbox.Relaying;

/// <summary>
/// One time of relaying, from the granting of the lease to its loss or the relay's stop, with all that is in memory
/// meanwhile. One loop owns everything; statements and sends run beside it and wake it. At most one statement of each kind is
/// under way: reading, settling, changing held rows, renewing the lease.
/// </summary>
internal sealed partial class RelayTerm : IRowReceiver, IDisposable
{
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(10);

    private readonly IOutboxStore _store;
    private readonly IRowSender _sender;
    private readonly RelaySettings _settings;
    private readonly RelayMonitor _monitor;
    private readonly TimeProvider _time;
    private readonly LeaseFence _fence;
    private readonly Random _random;
    private readonly RowWindow _window;
    private readonly RelaySignal _signal;
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentQueue<RelayRow> _completed = new();
    private readonly Backoff _storeBackoff;
    private bool _isLeaseLost;
    private bool _isStopping;
    private long _stopAt = long.MaxValue;
    private long _sendUntil;
    private long _renewAt;
    private long _storeRetryAt;
    private Task? _renewing;

    public RelayTerm(
        IOutboxStore store, IRowSender sender, RelaySettings settings, RelayMonitor monitor, TimeProvider time, RelaySignal signal, LeaseFence fence, long leasedAt, Random random)
    {
        _store = store;
        _sender = sender;
        _settings = settings;
        _monitor = monitor;
        _time = time;
        _signal = signal;
        _fence = fence;
        _random = random;
        _window = new RowWindow(settings.KeyOrder, Math.Max(4, settings.WindowRows / 4));
        _storeBackoff = new Backoff(TimeSpan.FromMilliseconds(250), s_longestPause, random);
        _sendBackoff = new Backoff(TimeSpan.FromMilliseconds(250), s_longestPause, random);
        NoteLease(leasedAt);
    }

    private long Now => _time.GetTimestamp();

    /// <summary>Whether nothing is left to do but to wait for new rows; for the test kit.</summary>
    public bool IsIdle { get; private set; }

    public void OnCompleted(RelayRow row)
    {
        _completed.Enqueue(row);
        _signal.Set();
    }

    /// <summary>Relays until the token is cancelled or the lease is lost.</summary>
    /// <param name="stopping">Stops reading; what is on its way is waited for.</param>
    public async Task RunAsync(CancellationToken stopping)
    {
        _sender.StateChanged += OnStateChanged;
        var registration = stopping.UnsafeRegister(static state => ((RelaySignal)state!).Set(), _signal);
        try
        {
            await LoadAsync(stopping).ConfigureAwait(false);
            while (true)
            {
                if (stopping.IsCancellationRequested && !_isStopping)
                {
                    _isStopping = true;
                    _stopAt = Later(_settings.DrainTimeout);
                }

                TakeCompleted();
                if (_isLeaseLost || (_isStopping && (IsDrained || Now >= _stopAt)))
                {
                    break;
                }

                Renew();
                if (Now >= _storeRetryAt)
                {
                    Settle();
                    ChangeHeld();
                    Read();
                }

                SendReady();
                await _signal.WaitAsync(NextWake()).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopped while it loaded.
        }
        finally
        {
            await registration.DisposeAsync().ConfigureAwait(false);
            _sender.StateChanged -= OnStateChanged;
            await _ending.CancelAsync().ConfigureAwait(false);
            foreach (var task in (Task?[])[_renewing, _reading, _settling, _changing])
            {
                await (task ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    public void Dispose() => _ending.Dispose();

    private bool IsDrained => _sending == 0 && _completed.IsEmpty && _confirmed.Count == 0 && _settling is null && _work.Count == 0 && _changing is null;

    private long Later(TimeSpan delay) => Now + (long)(delay.TotalSeconds * _time.TimestampFrequency);

    private void OnStateChanged()
    {
        Volatile.Write(ref _hasStateChanged, true);
        _signal.Set();
    }

    /// <summary>What earlier owners have left: keys and routes of which later messages must wait.</summary>
    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        await _store.EnsureProgressAsync(_fence, _settings.WhenFailed == FailedKeys.Stop, cancellationToken).ConfigureAwait(false);
        foreach (var key in await _store.ReadHeldKeysAsync(_settings.WhenFailed == FailedKeys.Stop, cancellationToken).ConfigureAwait(false))
        {
            _window.GateOf(key).IsHeld = true;
        }

        foreach (var route in await _store.ReadHeldRoutesAsync(cancellationToken).ConfigureAwait(false))
        {
            _routes.TryAdd(route);
        }
    }

    private void Renew()
    {
        if (_renewing is not null || Now < _renewAt)
        {
            return;
        }

        var asked = Now;
        _renewing = RunStatement(
            _store.TakeLeaseAsync(_fence.Owner, _settings.LeaseDuration, _ending.Token),
            answer =>
            {
                _renewing = null;
                if (answer.Epoch == _fence.Epoch)
                {
                    NoteLease(asked);
                }
                else
                {
                    // Another had it meanwhile: what is in memory may be old.
                    _isLeaseLost = true;
                }
            },
            () =>
            {
                _renewing = null;
                _renewAt = Math.Max(_storeRetryAt, Later(TimeSpan.FromMilliseconds(100)));
            });
    }

    /// <summary>Counted from before the database was asked, by this process's own clock.</summary>
    private void NoteLease(long asked)
    {
        var ticks = _settings.LeaseDuration.TotalSeconds * _time.TimestampFrequency;
        _sendUntil = asked + (long)(ticks * 0.8);
        _renewAt = asked + (long)(ticks / 3);
    }

    /// <summary>Runs a statement beside the loop, which takes its result.</summary>
    private Task RunStatement<T>(ValueTask<T> statement, Action<T> onResult, Action onFailure)
    {
        var task = statement.AsTask();
        var done = task.ContinueWith(
            finished => _finished.Enqueue(() =>
            {
                if (finished.IsCompletedSuccessfully)
                {
                    OnStoreWell();
                    onResult(finished.Result);
                }
                else
                {
                    OnStoreFailed(finished.Exception?.InnerException);
                    onFailure();
                }
            }),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return done.ContinueWith(
            static (_, state) => ((RelaySignal)state!).Set(), _signal, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private void OnStoreWell()
    {
        _storeBackoff.Reset();
        _monitor.StoreIsWell();
    }

    private void OnStoreFailed(Exception? exception)
    {
        if (exception is null || _ending.IsCancellationRequested)
        {
            return;
        }

        _storeRetryAt = Later(_storeBackoff.Next());
        _monitor.StoreFailed(exception);
    }

    private TimeSpan NextWake()
    {
        var next = Math.Min(_renewing is null ? _renewAt : long.MaxValue, _stopAt);
        if (_pausedUntil != 0 && _window.ReadyCount > 0)
        {
            next = Math.Min(next, _pausedUntil);
        }

        if (Now < _storeRetryAt)
        {
            next = Math.Min(next, _storeRetryAt);
        }
        else
        {
            next = Math.Min(next, NextRead());
            next = Math.Min(next, _confirmed.Count > 0 && _settling is null ? _settleAt : long.MaxValue);
        }

        var wait = (next - Now) / (double)_time.TimestampFrequency;
        return TimeSpan.FromMilliseconds(Math.Clamp(wait * 1000, 1, 60_000));
    }
}
