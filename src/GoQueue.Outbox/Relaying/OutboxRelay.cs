using GoQueue.Outbox.Diagnostics;
using GoQueue.Outbox.Stores;

namespace GoQueue.Outbox.Relaying;

/// <summary>Asks for the lease, relays while it has it, and stands by while another has it. Thread-safe.</summary>
internal sealed class OutboxRelay : IAsyncDisposable
{
    private readonly IOutboxStore _store;
    private readonly IRowSender _sender;
    private readonly RelaySettings _settings;
    private readonly RelayMonitor _monitor;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly RelaySignal _signal;
    private readonly CancellationTokenSource _stopping = new();
    private volatile RelayTerm? _term;
    private Task? _running;

    public OutboxRelay(IOutboxStore store, IRowSender sender, RelaySettings settings, RelayMonitor monitor, TimeProvider time, Random? random = null)
    {
        _store = store;
        _sender = sender;
        _settings = settings;
        _monitor = monitor;
        _time = time;
        _random = random ?? Random.Shared;
        _signal = new RelaySignal(time);

        // Random: two relays are never taken for one, whatever their hosts are called.
        Owner = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";
    }

    /// <summary>This relay's name in the lease.</summary>
    public string Owner { get; }

    /// <summary>Whether it has the lease and nothing is left to do.</summary>
    public bool IsIdle => _term is { IsIdle: true };

    public void Start() => _running ??= Task.Run(RunAsync);

    /// <summary>A message was written in this process.</summary>
    public void Hint() => _term?.Hint();

    /// <summary>An operator has changed held rows.</summary>
    public void HintHeld() => _term?.HintHeld();

    /// <summary>Stops reading, waits for what is on its way, and gives the lease back.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        _signal.Set();
        await (_running ?? Task.CompletedTask).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        _signal.Dispose();
        _stopping.Dispose();
    }

    /// <summary>Runs until it is stopped. Never throws.</summary>
    internal async Task RunAsync()
    {
        var backoff = new Backoff(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(10), _random);
        while (!_stopping.IsCancellationRequested)
        {
            var wait = TimeSpan.Zero;
            try
            {
                wait = await TryRelayAsync().ConfigureAwait(false);
                backoff.Reset();
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                break;
            }
#pragma warning disable CA1031 // The database may be away for hours; the relay outlives that.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                _monitor.StoreFailed(exception);
                wait = backoff.Next();
            }

            if (wait > TimeSpan.Zero && !_stopping.IsCancellationRequested)
            {
                await Task.Delay(wait, _time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Relays for a term, or returns how long another has the lease.</summary>
    private async Task<TimeSpan> TryRelayAsync()
    {
        var asked = _time.GetTimestamp();
        var answer = await _store.TakeLeaseAsync(Owner, _settings.LeaseDuration, _stopping.Token).ConfigureAwait(false);
        _monitor.StoreIsWell();
        if (!answer.IsGranted)
        {
            _monitor.StandingBy(answer);

            // Given back early, it is found within a third of its time.
            var most = _settings.LeaseDuration / 3;
            var wait = answer.Remaining < most ? answer.Remaining : most;
            return wait + TimeSpan.FromMilliseconds(20 + (_random.NextDouble() * 80));
        }

        _monitor.LeaseTaken(answer.Epoch);
        using var term = new RelayTerm(
            _store, _sender, _settings, _monitor, _time, _signal, new LeaseFence(Owner, answer.Epoch), asked, _random);
        try
        {
            _term = term;
            await term.RunAsync(_stopping.Token).ConfigureAwait(false);
        }
        finally
        {
            _term = null;
            _monitor.LeaseEnded();
        }

        if (_stopping.IsCancellationRequested)
        {
            try
            {
                await _store.ReleaseLeaseAsync(Owner, CancellationToken.None).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // It ends by itself.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                _monitor.StoreFailed(exception);
            }
        }

        return TimeSpan.Zero;
    }
}
