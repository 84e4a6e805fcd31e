using System.Collections.Concurrent;
using System.Diagnostics;
using GoQueue.Core.Tests.Diagnostics;
using GoQueue.Pipeline;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace GoQueue.Core.Tests.Formats.Encryption;

public sealed class RefreshingKeyProviderTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly RecordingLoggers _loggers = new();
    private int _loads;
    private Exception? _fault;

    [Fact]
    public async Task Keys_are_read_before_the_first_use_and_again_at_each_interval()
    {
        await using var keys = await StartAsync();
        Assert.Equal("k1", keys.Current.Id);

        _time.Advance(TimeSpan.FromMinutes(5));
        await UntilAsync(() => keys.Current.Id == "k2");

        Assert.NotNull(keys.Find("k1"));
        Assert.Null(keys.Find("k3"));
        Assert.Equal(_time.GetUtcNow(), keys.RefreshedAt);
    }

    [Fact]
    public async Task A_failed_refresh_keeps_the_old_keys_and_the_next_one_tries_again()
    {
        await using var keys = await StartAsync();
        _fault = new TimeoutException("the vault does not answer");
        _time.Advance(TimeSpan.FromMinutes(5));
        await UntilAsync(() => keys.LastError is TimeoutException);
        Assert.Equal("k1", keys.Current.Id);
        await UntilAsync(() => !_loggers.Lines.IsEmpty);
        Assert.Equal(
            ["Warning 2120 GoQueue.Encryption: The encryption keys could not be refreshed (TimeoutException); those of the last refresh stay in use, and it is tried again at the next interval."],
            _loggers.Lines);

        _fault = null;
        _time.Advance(TimeSpan.FromMinutes(5));
        await UntilAsync(() => keys.LastError is null);

        Assert.Equal("k3", keys.Current.Id);
    }

    [Fact]
    public async Task A_logger_that_throws_does_not_end_the_refreshing()
    {
        await using var keys = await RefreshingKeyProvider.StartAsync(
            LoadAsync, TimeSpan.FromMinutes(5), _time, new ThrowingLoggers(), TestContext.Current.CancellationToken);
        _fault = new TimeoutException("the vault does not answer");
        _time.Advance(TimeSpan.FromMinutes(5));
        await UntilAsync(() => keys.LastError is TimeoutException);

        _fault = null;
        await UntilAsync(() =>
        {
            _time.Advance(TimeSpan.FromMinutes(5));
            return keys.LastError is null;
        });

        Assert.NotEqual("k1", keys.Current.Id);
    }

    [Fact]
    public async Task A_refresh_sees_no_AsyncLocal_value_of_the_caller_that_started_the_provider()
    {
        var tenant = new AsyncLocal<string?>();
        var seen = new ConcurrentQueue<string?>();
        await using RefreshingKeyProvider keys = await Task.Run(async () =>
        {
            tenant.Value = "first";
            return await RefreshingKeyProvider.StartAsync(
                _ =>
                {
                    seen.Enqueue(tenant.Value);
                    return ValueTask.FromResult(new KeyRing(new EncryptionKey("k1", new byte[32])));
                },
                TimeSpan.FromMinutes(5),
                _time);
        });

        await UntilAsync(() =>
        {
            _time.Advance(TimeSpan.FromMinutes(5));
            return seen.Count > 1;
        });

        Assert.Equal(["first", null], seen.Take(2));
    }

    [Fact]
    public async Task What_the_first_reading_throws_is_thrown()
    {
        _fault = new TimeoutException("the vault does not answer");

        await Assert.ThrowsAsync<TimeoutException>(async () => await StartAsync());
    }

    [Fact]
    public async Task After_dispose_nothing_is_read_any_more()
    {
        var keys = await StartAsync();
        await keys.DisposeAsync();

        _time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(1, _loads);
        Assert.Equal("k1", keys.Current.Id);
    }

    [Fact]
    public async Task An_interval_of_nothing_is_refused()
    {
        var error = await Assert.ThrowsAsync<GoQueueConfigurationException>(
            async () => await RefreshingKeyProvider.StartAsync(LoadAsync, TimeSpan.Zero, _time, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal("The refresh interval of encryption keys is 00:00:00: it must be 00:00:00.0010000 to 30.00:00:00, or Timeout.InfiniteTimeSpan for the longest.", error.Message);
    }

    public void Dispose() => _loggers.Dispose();

    private static async Task UntilAsync(Func<bool> condition)
    {
        var waited = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(30), "The condition did not come true within 30 s.");
            await Task.Yield();
        }
    }

    private sealed class ThrowingLoggers : ILoggerFactory, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => throw new IOException("the disk is full");

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new IOException("the disk is full");

        public void Dispose()
        {
        }
    }

    private ValueTask<RefreshingKeyProvider> StartAsync() =>
        RefreshingKeyProvider.StartAsync(LoadAsync, TimeSpan.FromMinutes(5), _time, _loggers, TestContext.Current.CancellationToken);

    private ValueTask<KeyRing> LoadAsync(CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _loads);
        if (_fault is { } fault)
        {
            throw fault;
        }

        var keys = Enumerable.Range(1, number).Reverse().Select(n => new EncryptionKey($"k{n}", new byte[32])).ToList();
        return ValueTask.FromResult(new KeyRing(keys[0], keys.Skip(1)));
    }
}
