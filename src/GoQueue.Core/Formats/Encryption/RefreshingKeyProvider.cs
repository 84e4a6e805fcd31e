using GoQueue.Formats.Encryption;
using GoQueue.Messages;
using GoQueue.Messages.Execution;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace GoQueue.Pipeline;

/// <summary>
/// Keys from a key store, read once before the first message and again in the background. Publishing never waits for the store: where a
/// refresh fails, the keys of the last good one stay in use. Dispose it after the publishers and readers that use it. Thread-safe.
/// </summary>
public sealed class RefreshingKeyProvider : IKeyProvider, IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan s_longestInterval = TimeSpan.FromDays(30);

    private readonly Func<CancellationToken, ValueTask<KeyRing>> _load;
    private readonly CancellationTokenSource _stop = new();
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly PeriodicTimer _timer;
    private readonly Task _refreshing;
    private volatile KeyRing _keys;
    private volatile Exception? _lastError;
    private long _refreshedTicks;
    private int _disposed;

    private RefreshingKeyProvider(KeyRing keys, Func<CancellationToken, ValueTask<KeyRing>> load, TimeSpan interval, TimeProvider time, ILogger logger)
    {
        _keys = keys;
        _load = load;
        _time = time;
        _logger = logger;
        _refreshedTicks = time.GetUtcNow().UtcTicks;
        using (DefaultContext.Enter())
        {
            _timer = new PeriodicTimer(interval, time);
            _refreshing = RefreshAsync();
        }
    }

    /// <inheritdoc/>
    public EncryptionKey Current => _keys.Current;

    /// <summary>Why the last refresh failed; <see langword="null"/> where it did not.</summary>
    public Exception? LastError => _lastError;

    /// <summary>When the keys in use were read.</summary>
    public DateTimeOffset RefreshedAt => new(Volatile.Read(ref _refreshedTicks), TimeSpan.Zero);

    /// <summary>Reads the keys for the first time and starts refreshing them.</summary>
    /// <param name="load">Reads the keys from their store; called again at each interval, never twice at once.</param>
    /// <param name="interval">The time between two refreshes, 1 ms to 30 days; infinite means 30 days.</param>
    /// <param name="timeProvider">The clock. Default: the system's.</param>
    /// <param name="loggers">Gets a warning for each refresh that fails, with the failure's type alone. Default: none, and <see cref="LastError"/> tells.</param>
    /// <param name="cancellationToken">Gives up the first reading.</param>
    /// <returns>The provider, ready for use. What <paramref name="load"/> throws at the first reading is thrown on.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="load"/> is <see langword="null"/>.</exception>
    /// <exception cref="GoQueueConfigurationException"><paramref name="interval"/> is not 1 ms to 30 days.</exception>
    public static async ValueTask<RefreshingKeyProvider> StartAsync(
        Func<CancellationToken, ValueTask<KeyRing>> load,
        TimeSpan interval,
        TimeProvider? timeProvider = null,
        ILoggerFactory? loggers = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(load);
        interval = TimeLimits.Require(interval, "The refresh interval of encryption keys", TimeLimits.Shortest, s_longestInterval);
        var keys = Required(await load(cancellationToken).ConfigureAwait(false));
        return new RefreshingKeyProvider(keys, load, interval, timeProvider ?? TimeProvider.System, loggers?.CreateLogger(EncryptionLog.Category) ?? NullLogger.Instance);
    }

    /// <inheritdoc/>
    public EncryptionKey? Find(string keyId) => _keys.Find(keyId);

    /// <summary>Stops refreshing.</summary>
    /// <returns>Completes when no refresh is under way any more.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            await _refreshing.ConfigureAwait(false);
            return;
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        _timer.Dispose();
        await _refreshing.ConfigureAwait(false);
        _stop.Dispose();
    }

    /// <summary>Stops refreshing and blocks until no refresh runs any more. Prefer <see cref="DisposeAsync"/>.</summary>
    public void Dispose() => Blocking.Wait(DisposeAsync);

    private static KeyRing Required(KeyRing? keys) => keys ?? throw new InvalidOperationException("The key store gave null and no key ring.");

    private async Task RefreshAsync()
    {
        while (await _timer.WaitForNextTickAsync(CancellationToken.None).ConfigureAwait(false))
        {
            try
            {
                _keys = Required(await _load(_stop.Token).ConfigureAwait(false));
                Volatile.Write(ref _refreshedTicks, _time.GetUtcNow().UtcTicks);
                _lastError = null;
            }
            catch (Exception exception)
            {
                // Whatever the store throws: old keys are better than none, and the next tick tries again.
                _lastError = exception;
                ReportFailure(exception);
            }
        }
    }

    private void ReportFailure(Exception failure)
    {
        try
        {
            EncryptionLog.NotRefreshed(_logger, failure.GetType().Name);
        }
        catch (Exception)
        {
            // A logger that throws must not end the refreshing, nor be thrown by DisposeAsync. LastError has the failure.
        }
    }
}
