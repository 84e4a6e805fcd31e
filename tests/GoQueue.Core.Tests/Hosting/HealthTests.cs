using System.Collections.Concurrent;
using GoQueue.Core.Tests.Publishing.Batching;
using GoQueue.InMemory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace GoQueue.Core.Tests.Hosting;

public sealed class HealthTests : IAsyncDisposable
{
    private static readonly DateTimeOffset s_noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly StatusTransport _transport = new(new InMemoryBroker());
    private readonly ServiceCollection _services = [];

    public ValueTask DisposeAsync() => _transport.DisposeAsync();

    [Fact]
    public async Task Changes_of_state_are_heard_in_their_order_with_the_reason()
    {
        var changes = new ConcurrentQueue<(PublisherState, string?)>();
        await using var publisher = Create();
        publisher.StateChanged += (_, change) => changes.Enqueue((change.State, change.Reason));
        publisher.StateChanged += static (_, _) => throw new InvalidOperationException("an observer's own fault");
        Assert.True(publisher.IsHealthy);

        await publisher.ConnectAsync();
        _transport.Become(new() { State = PublisherState.Connected, InFlight = 7 });
        _transport.Become(new() { State = PublisherState.Blocked, Reason = "the broker takes no messages: low on memory" });
        Assert.False(publisher.IsHealthy);
        _transport.Become(new() { State = PublisherState.Disconnected, Reason = "connection reset" });
        Assert.False(publisher.IsHealthy);
        _transport.Become(new() { State = PublisherState.Connected });
        Assert.True(publisher.IsHealthy);
        await publisher.CloseAsync();

        (PublisherState, string?)[] expected =
        [
            (PublisherState.Connected, null),
            (PublisherState.Blocked, "the broker takes no messages: low on memory"),
            (PublisherState.Disconnected, "connection reset"),
            (PublisherState.Connected, null),
            (PublisherState.Closing, null),
            (PublisherState.Closed, null),
        ];
        await Eventually.TrueAsync(() => changes.Count == expected.Length, "all changes are heard");
        Assert.Equal(expected, changes);
        Assert.Equal(PublisherState.Closed, publisher.State);
    }

    [Fact]
    public async Task The_last_confirm_is_known()
    {
        var time = new FakeTimeProvider(s_noon);
        var broker = new InMemoryBroker().DeclareExchange("counts");
        await using var publisher = GoQueuePublisher.Create(goqueue => goqueue.UseInMemory(broker).UseTimeProvider(time).Configure(static options => options.Mandatory = false));
        Assert.Null(publisher.LastConfirm);
        broker.DeclareQueue("all");
        broker.Bind("all", "counts", "#");
        await publisher.PublishAsync(new Counted(1));
        Assert.Equal(s_noon, publisher.LastConfirm);
    }

    [Theory]
    [InlineData(PublisherState.Connected, HealthStatus.Healthy, "connected")]
    [InlineData(PublisherState.Blocked, HealthStatus.Degraded, "connected and blocked")]
    [InlineData(PublisherState.Disconnected, HealthStatus.Unhealthy, "disconnected")]
    [InlineData(PublisherState.Closing, HealthStatus.Degraded, "closing")]
    [InlineData(PublisherState.Closed, HealthStatus.Unhealthy, "closed")]
    public async Task Each_state_has_its_health(PublisherState state, HealthStatus health, string text)
    {
        AddPublisher();
        _services.AddHealthChecks().AddGoQueue();
        _transport.Become(new() { State = state, Reason = "so it is." });
        var entry = await CheckAsync("goqueue");

        Assert.Equal(health, entry.Status);
        Assert.Equal($"RabbitMQ amqp://broker:5672/: {text}: so it is.", entry.Description);
        Assert.Equal(["ready"], entry.Tags);
    }

    [Fact]
    public async Task The_data_say_what_one_wants_to_know_at_night()
    {
        AddPublisher();
        _services.AddHealthChecks().AddGoQueue();
        _transport.Become(new()
        {
            State = PublisherState.Connected, Connections = 1, Channels = 5, InFlight = 42, LastError = "connection reset.", LastErrorAt = s_noon, LastConfirm = s_noon.AddSeconds(1),
        });
        var entry = await CheckAsync("goqueue");

        Assert.Equal("RabbitMQ amqp://broker:5672/: connected.", entry.Description);
        Assert.Equal(
            new Dictionary<string, object>
            {
                ["transport"] = "RabbitMQ amqp://broker:5672/",
                ["state"] = "Connected",
                ["connections"] = 1,
                ["channels"] = 5,
                ["in_flight"] = 42L,
                ["last_error"] = "connection reset.",
                ["last_error_at"] = s_noon,
                ["last_confirm"] = s_noon.AddSeconds(1),
            },
            entry.Data);
    }

    [Fact]
    public async Task A_publisher_that_has_not_connected_yet_connects_and_publishes_nothing()
    {
        AddPublisher();
        _services.AddHealthChecks().AddGoQueue();
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync("goqueue")).Status);
        Assert.Equal(1, _transport.Connects);
    }

    [Fact]
    public async Task Connecting_for_a_check_is_bounded()
    {
        var time = new FakeTimeProvider();
        _transport.Connecting = new TaskCompletionSource();
        AddPublisher().UseTimeProvider(time);
        _services.AddHealthChecks().AddGoQueue(failureStatus: HealthStatus.Degraded);
        var check = CheckAsync("goqueue");
        await Eventually.TrueAsync(() => _transport.Connects == 1, "it connects");
        time.Advance(TimeSpan.FromSeconds(5));

        var entry = await check;
        Assert.Equal(HealthStatus.Degraded, entry.Status);
        Assert.Equal(
            "RabbitMQ amqp://broker:5672/ could not be connected within 5 s: it does not answer; check that the broker runs and the URI is right.", entry.Description);
    }

    [Fact]
    public async Task Name_tags_and_timeout_can_be_chosen()
    {
        AddPublisher();
        _services.AddHealthChecks().AddGoQueue("broker", HealthStatus.Degraded, ["live"], TimeSpan.FromSeconds(3));
        await using var provider = _services.BuildServiceProvider();
        var registration = Assert.Single(provider.GetRequiredService<Microsoft.Extensions.Options.IOptions<HealthCheckServiceOptions>>().Value.Registrations);
        Assert.Equal(("broker", HealthStatus.Degraded, TimeSpan.FromSeconds(3)), (registration.Name, registration.FailureStatus, registration.Timeout));
        Assert.Equal(["live"], registration.Tags);
    }

    [Fact]
    public async Task A_publisher_that_cannot_be_built_is_unhealthy_and_says_why()
    {
        _services.AddGoQueue();
        _services.AddHealthChecks().AddGoQueue();
        var entry = await CheckAsync("goqueue");
        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.StartsWith("No transport is chosen", entry.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_of_a_publisher_that_does_not_exist_says_which_there_are()
    {
        _services.AddKeyedGoQueue("main").UseInMemory();
        _services.AddKeyedGoQueue("billing").UseInMemory();
        _services.AddGoQueueRouter(static routes => routes.AddRoute(topic: "counts", to: "billing").UseFallback("main"));
        _services.AddHealthChecks().AddGoQueue().AddGoQueue(publisherName: "biling");

        var router = await CheckAsync("goqueue");
        Assert.Equal(HealthStatus.Unhealthy, router.Status);
        Assert.Equal(
            "There is no default publisher with a connection of its own: add one, AddGoQueue(…), or check one of those that exist (main, billing), AddHealthChecks().AddGoQueue(publisherName: \"main\").",
            router.Description);
        Assert.Equal(
            "There is no publisher 'biling' to check: add it, AddKeyedGoQueue(\"biling\", …), or name one of those that exist (main, billing).",
            (await CheckAsync("goqueue_biling")).Description);
    }

    [Fact]
    public async Task The_application_builder_adds_one_check_per_publisher()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.AddGoQueue("rabbitmq").UseInMemory();
        builder.AddKeyedGoQueue("billing").UseInMemory();
        builder.AddKeyedGoQueue("silent", static settings => settings.DisableHealthChecks = true).UseInMemory();

        // Twice is once: a second check of the name would fail every check of the application.
        builder.Services.AddHealthChecks().AddGoQueue();
        builder.Logging.Services.AddLogging();
        using var host = builder.Build();
        var report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        Assert.Equal(["goqueue", "goqueue_billing"], report.Entries.Keys.Order());
        Assert.Equal(HealthStatus.Healthy, report.Status);
    }

    private GoQueueServiceBuilder AddPublisher()
    {
        var builder = _services.AddGoQueue();
        ((IGoQueueBuilder)builder).Setup.Transport = (_, _) => _transport;
        return builder;
    }

    private GoQueuePublisher Create() => GoQueuePublisher.Create(goqueue => ((IGoQueueBuilder)goqueue).Setup.Transport = (_, _) => _transport);

    private async Task<HealthReportEntry> CheckAsync(string name)
    {
        _services.AddLogging();
        await using var provider = _services.BuildServiceProvider();
        var report = await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        return report.Entries[name];
    }
}
