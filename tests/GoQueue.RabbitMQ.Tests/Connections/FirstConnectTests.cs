using System.Net;
using System.Net.Sockets;
using GoQueue.Brokers.Scripted;
using GoQueue.RabbitMQ.Tests.Harness;
using GoQueue.Transports.RabbitMQ;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace GoQueue.RabbitMQ.Tests.Connections;

/// <summary>A program that is started without its broker: it says so soon, with the way to start one.</summary>
[Covers<BrokerConnection>]
public sealed class FirstConnectTests
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_a_broker_an_explicit_connect_fails_after_three_refusals(bool declares)
    {
        int port = UnusedPort();
        await using GoQueuePublisher publisher = Publishers.Create($"amqp://us3r:s3cret@localhost:{port}", options: static o => o.PublishTimeout = TimeSpan.FromHours(1));

        var failure = await Assert.ThrowsAsync<BrokerUnavailableException>(() =>
            (declares ? publisher.DeclareTopologyAsync([], static topology => topology.Exchange("bills")).AsTask() : publisher.ConnectAsync().AsTask()).WaitAsync(SoonEnough));

        Assert.Equal($"No RabbitMQ at localhost:{port} (connection refused). Check the port (RabbitMQ's own is 5672) and that the broker runs, or use UseInMemory().", failure.Message);
        Assert.Equal(PublishOutcome.NotSent, failure.Outcome);
        Assert.DoesNotContain("s3cret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_does_not_answer_is_given_up_after_ten_seconds()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        int port = ((IPEndPoint)silent.LocalEndpoint).Port;
        var time = new FakeTimeProvider();
        await using GoQueuePublisher publisher = Publishers.Create($"amqp://127.0.0.1:{port}", static o => o.ConnectTimeout = TimeSpan.FromSeconds(40), time: time);

        Task connecting = publisher.ConnectAsync().AsTask();
        time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(connecting.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        var failure = await Assert.ThrowsAsync<BrokerUnavailableException>(() => connecting.WaitAsync(SoonEnough));

        Assert.Equal($"No RabbitMQ at 127.0.0.1:{port} (no answer). Check the port (RabbitMQ's own is 5672) and that the broker runs, or use UseInMemory().", failure.Message);
    }

    [Fact]
    public async Task A_host_that_is_not_this_machine_gets_no_command_to_start_one_here()
    {
        var time = new FakeTimeProvider();
        await using GoQueuePublisher publisher = Publishers.Create("amqp://broker.invalid:5671", time: time);

        Task connecting = publisher.ConnectAsync().AsTask();
        await Eventually.HoldsAsync(() => publisher.State == PublisherState.Disconnected, "the first connect to fail");
        time.Advance(TimeSpan.FromSeconds(10));
        var failure = await Assert.ThrowsAsync<BrokerUnavailableException>(() => connecting.WaitAsync(SoonEnough));

        Assert.StartsWith("No RabbitMQ at broker.invalid:5671 (", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith("). Check host and port, and that the broker runs.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_publisher_that_was_connected_waits_for_its_broker()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        var logs = new Logs(LogLevel.Warning);
        await using GoQueuePublisher publisher = GoQueuePublisher.Create(goqueue => goqueue.UseRabbitMQ(broker.Uri.ToString()).UseLogging(logs));
        await publisher.ConnectAsync();
        broker.StopListening();
        broker.Connections[0].End();
        await Eventually.HoldsAsync(() => logs.Of(2007).Count > 0, "a connect to be refused");

        Task connecting = publisher.ConnectAsync().AsTask();
        Assert.False(connecting.IsCompleted);
        broker.Listen();
        await connecting.WaitAsync(SoonEnough);
    }

    [Fact]
    public async Task A_host_that_connects_at_its_start_warns_and_waits_for_its_broker()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.StopListening();
        var logs = new Logs(LogLevel.Warning);
        using IHost host = CreateHost(broker, logs, static _ => { });

        Task start = host.StartAsync();
        await Eventually.HoldsAsync(() => logs.Of(2011).Count > 0, "the warning");
        Assert.False(start.IsCompleted);
        Assert.Equal(
            $"Warning 2011 No RabbitMQ at 127.0.0.1:{broker.Uri.Port} (connection refused). Check the port (RabbitMQ's own is 5672) and that the broker runs, or use UseInMemory(). The start goes on trying.",
            Assert.Single(logs.Of(2011)));
        broker.Listen();
        await start.WaitAsync(SoonEnough);
        await host.StopAsync();
    }

    [Fact]
    public async Task StartTimeout_bounds_how_long_a_host_waits_for_its_broker()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.StopListening();
        using IHost host = CreateHost(broker, new Logs(LogLevel.Warning), static o => o.StartTimeout = TimeSpan.FromSeconds(1));

        var failure = await Assert.ThrowsAsync<BrokerUnavailableException>(() => host.StartAsync().WaitAsync(SoonEnough));

        Assert.Equal($"RabbitMQ amqp://127.0.0.1:{broker.Uri.Port}/ could not be connected within 1 s: connection refused; check host and port, and that the broker runs.", failure.Message);
    }

    private static IHost CreateHost(ScriptedBroker broker, Logs logs, Action<GoQueueOptions> configure)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<ILoggerFactory>(logs);
        builder.Services.AddGoQueue(o =>
        {
            o.ConnectOnStart = true;
            configure(o);
        }).UseRabbitMQ(broker.Uri.ToString());
        return builder.Build();
    }

    private static int UnusedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
