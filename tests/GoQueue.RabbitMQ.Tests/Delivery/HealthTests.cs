using System.Collections.Concurrent;
using System.Diagnostics;
using GoQueue.RabbitMQ.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace GoQueue.RabbitMQ.Tests.Delivery;

/// <summary>How a publisher notices and tells that its broker is away.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task A_half_open_socket_is_noticed_within_30_seconds_though_nobody_publishes()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString());
        var changes = new List<(PublisherState State, string? Reason)>();
        publisher.StateChanged += (_, change) =>
        {
            lock (changes)
            {
                changes.Add((change.State, change.Reason));
            }
        };
        await publisher.ConnectAsync(TestContext.Current.CancellationToken);
        Assert.True(publisher.IsHealthy);

        broker.Connections[0].Freeze();
        long frozen = Stopwatch.GetTimestamp();
        await Eventually.HoldsAsync(() => Count(PublisherState.Disconnected) == 1, "the half-open socket to be noticed", TimeSpan.FromSeconds(60));

        Assert.True(Stopwatch.GetElapsedTime(frozen) <= TimeSpan.FromSeconds(30), "It took longer than 30 s.");
        Assert.NotEmpty(changes.Find(static change => change.State == PublisherState.Disconnected).Reason!);
        await Eventually.HoldsAsync(() => Count(PublisherState.Connected) == 2, "a new connection");
        Assert.True(publisher.IsHealthy);

        int Count(PublisherState state)
        {
            lock (changes)
            {
                return changes.Count(change => change.State == state);
            }
        }
    }

    [Fact]
    public async Task A_broker_that_was_never_there_is_told_in_the_log_in_the_state_and_to_whoever_declares()
    {
        ScriptedBroker broker = ScriptedBroker.Start();
        Uri nobody = broker.Uri;
        await broker.DisposeAsync();
        var log = new Lines();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(log));
        services.AddGoQueue().UseRabbitMQ(nobody.ToString());
        await using ServiceProvider provider = services.BuildServiceProvider();
        var publisher = provider.GetRequiredService<GoQueuePublisher>();
        var reasons = new ConcurrentQueue<string?>();
        publisher.StateChanged += (_, change) => reasons.Enqueue(change.Reason);

        var exception = await Assert.ThrowsAsync<BrokerUnavailableException>(
            () => publisher.DeclareTopologyAsync([EventDescriptor.For<OrderPlaced>()], cancellationToken: TestContext.Current.CancellationToken).AsTask());

        const string Cause = "connection refused; check host and port, and that the broker runs";
        Assert.Equal($"No RabbitMQ at 127.0.0.1:{nobody.Port} (connection refused). Check the port (RabbitMQ's own is 5672) and that the broker runs, or use UseInMemory().", exception.Message);
        await Eventually.HoldsAsync(() => !reasons.IsEmpty, "the change of state");
        Assert.Contains(Cause, Assert.Single(reasons), StringComparison.Ordinal);
        Assert.False(publisher.IsHealthy);

        // Several tries, one line.
        string line = Assert.Single(log.All, static one => one.StartsWith("Warning", StringComparison.Ordinal));
        Assert.EndsWith($"{Cause}. It is being tried again.", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_check_tells_connected_blocked_and_gone_apart_and_publishes_nothing()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddGoQueue().UseRabbitMQ(broker.Uri.ToString());
        services.AddHealthChecks().AddGoQueue();
        await using ServiceProvider provider = services.BuildServiceProvider();
        var checks = provider.GetRequiredService<HealthCheckService>();

        HealthReportEntry connected = await EntryAsync(checks, HealthStatus.Healthy);
        Assert.Equal(1, connected.Data["connections"]);
        Assert.Equal(0L, connected.Data["in_flight"]);
        Assert.Contains("ready", connected.Tags);
        Assert.False(connected.Data.ContainsKey("last_confirm"));

        broker.Connections[0].Block(stopReading: false);
        HealthReportEntry blocked = await EntryAsync(checks, HealthStatus.Degraded);
        Assert.EndsWith("low on memory.", blocked.Description, StringComparison.Ordinal);
        broker.Connections[0].Unblock();
        await EntryAsync(checks, HealthStatus.Healthy);

        await provider.GetRequiredService<IGoQueuePublisher>().PublishOrderPlacedAsync(new(1, "ann"), cancellationToken: TestContext.Current.CancellationToken);
        HealthReportEntry confirmed = await EntryAsync(checks, HealthStatus.Healthy);
        Assert.IsType<DateTimeOffset>(confirmed.Data["last_confirm"]);
        Assert.InRange((int)confirmed.Data["channels"], 1, 5);

        await broker.DisposeAsync();
        // Told a moment after the state: once all channels have been ended.
        await Eventually.HoldsAsync(async () => (await EntryAsync(checks, HealthStatus.Unhealthy)).Data.ContainsKey("last_error"), "the last error to be told");
    }

    [Fact]
    public async Task A_publisher_that_waits_for_its_last_confirms_is_closing_and_degraded()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        var held = new TaskCompletionSource<ReceivedPublish>(TaskCreationOptions.RunContinuationsAsynchronously);
        broker.OnPublish(publish => held.TrySetResult(publish));
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddGoQueue().UseRabbitMQ(broker.Uri.ToString());
        services.AddHealthChecks().AddGoQueue();
        await using ServiceProvider provider = services.BuildServiceProvider();
        var publisher = provider.GetRequiredService<GoQueuePublisher>();
        Task<PublishReceipt> publish = publisher.PublishOrderPlacedAsync(new(1, "ann")).AsTask();
        ReceivedPublish received = await held.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Task closing = publisher.CloseAsync(TestContext.Current.CancellationToken).AsTask();
        HealthReportEntry draining = await EntryAsync(provider.GetRequiredService<HealthCheckService>(), HealthStatus.Degraded);

        Assert.False(closing.IsCompleted);
        Assert.Equal("Closing", draining.Data["state"]);
        Assert.Equal(1L, draining.Data["in_flight"]);
        received.Ack();
        await closing.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(1, (await publish).Attempts);
        await EntryAsync(provider.GetRequiredService<HealthCheckService>(), HealthStatus.Unhealthy);
    }

    private static async Task<HealthReportEntry> EntryAsync(HealthCheckService checks, HealthStatus expected)
    {
        HealthReportEntry entry = default;
        await Eventually.HoldsAsync(
            async () =>
            {
                entry = Assert.Single((await checks.CheckHealthAsync(TestContext.Current.CancellationToken)).Entries).Value;
                return entry.Status == expected;
            },
            $"the health {expected}");
        return entry;
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> All { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            All.Enqueue($"{logLevel} {formatter(state, exception)}");

        public void Dispose()
        {
        }
    }
}
