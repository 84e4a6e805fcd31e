using GoQueue.RabbitMQ.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GoQueue.RabbitMQ.Tests.Transports.Versions;

/// <summary>
/// A node that is the last one alive of three. With Khepri, definitions need a majority as well, and a node without one
/// does not answer declarations. With Mnesia it does.
/// </summary>
public sealed class MajorityTests(ITestOutputHelper output)
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(120);

    [Fact(Explicit = true)]
    public async Task Without_a_majority_each_call_ends_as_the_metadata_store_allows_and_with_it_all_work_again()
    {
        await using RabbitMqCluster cluster = await RabbitMqCluster.StartAsync();
        PrivateRabbitMqNode alive = cluster.Nodes[0];
        bool hasKhepri = await alive.Control.EvaluateAsync("case code:which(rabbit_khepri) of non_existing -> false; _ -> rabbit_khepri:is_enabled() end.") == "true";
        output.WriteLine($"RabbitMQ {await alive.Control.GetVersionAsync()}, {(hasKhepri ? "Khepri" : "Mnesia")}");
        await using TestVhost vhost = await TestVhost.CreateAsync(alive.Control);
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareExchangeAsync("ratios");
        await vhost.DeclareQueueAsync("near", "ratios");
        await cluster.DeclareQuorumQueueAsync(vhost, "all", "orders");
        await using GoQueuePublisher publisher = Create();
        await publisher.PublishOrderPlacedAsync(new(1, "ann"));
        await publisher.PublishAsync(new RatioMeasured(1));

        await cluster.Nodes[1].KillAsync();
        await cluster.Nodes[2].KillAsync();

        // A classic queue of the node that is alive takes messages, over old connections and new ones.
        await using GoQueuePublisher later = Create();
        await publisher.PublishAsync(new RatioMeasured(2)).AsTask().WaitAsync(SoonEnough);
        await later.PublishAsync(new RatioMeasured(3)).AsTask().WaitAsync(SoonEnough);

        var unknown = await Assert.ThrowsAnyAsync<PublishException>(() => publisher.PublishOrderPlacedAsync(new(2, "ann")).AsTask().WaitAsync(SoonEnough));
        output.WriteLine($"quorum queue: {unknown.GetType().Name}, {unknown.Outcome}: {unknown.Message}");
        Assert.Equal(PublishOutcome.Unknown, unknown.Outcome);
        var missing = await Assert.ThrowsAsync<ExchangeNotFoundException>(() => publisher.PublishAsync(new Misdirected()).AsTask().WaitAsync(SoonEnough));
        output.WriteLine($"missing exchange: {missing.Message}");

        // What exists is there for declarations too; a new exchange needs the majority with Khepri.
        await publisher.DeclareTopologyAsync([], static topology => topology.Exchange("orders")).AsTask().WaitAsync(SoonEnough);
        Exception? declared = await Record.ExceptionAsync(() => publisher.DeclareTopologyAsync([], static topology => topology.Exchange("new")).AsTask().WaitAsync(SoonEnough));
        output.WriteLine($"declaration: {declared?.Message ?? "declared"}");
        var logs = new Logs(LogLevel.Warning);
        using IHost host = CreateHost(new Uri(alive.Uri, vhost.Name), logs);
        Task start = host.StartAsync();
        if (hasKhepri)
        {
            BrokerUnavailableException failure = Assert.IsType<BrokerUnavailableException>(declared);
            Assert.Equal(PublishOutcome.NotSent, failure.Outcome);
            Assert.Matches("^The (exchange 'new'|topology) was not declared: the broker did not answer within ConnectTimeout", failure.Message);
            Assert.Contains("its cluster has a majority", failure.Message, StringComparison.Ordinal);
            await Eventually.HoldsAsync(() => logs.Of(2011).Count > 0, "the host's warning", SoonEnough);
            Assert.False(start.IsCompleted);
            Assert.Contains("its cluster has a majority", logs.Of(2011)[0], StringComparison.Ordinal);
        }
        else
        {
            Assert.Null(declared);
        }

        // A node that was alone begins to boot when it finds another: one after the other would wait for each other.
        await Task.WhenAll(cluster.Nodes[1].RestartAsync(), cluster.Nodes[2].RestartAsync());
        await start.WaitAsync(SoonEnough);
        await host.StopAsync();
        await Eventually.HoldsAsync(
            async () => await Record.ExceptionAsync(() => publisher.PublishOrderPlacedAsync(new(3, "ann")).AsTask().WaitAsync(SoonEnough)) is null, "the quorum queue to take messages", SoonEnough);
        await publisher.DeclareTopologyAsync([], static topology => topology.Exchange("newer")).AsTask().WaitAsync(SoonEnough);

        GoQueuePublisher Create() => Publishers.Create(
            new Uri(alive.Uri, vhost.Name).ToString(),
            static o => (o.ConfirmTimeout, o.ConnectTimeout) = (TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(5)),
            static o => o.PublishTimeout = TimeSpan.FromSeconds(10));
    }

    private static IHost CreateHost(Uri uri, Logs logs)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<ILoggerFactory>(logs);
        builder.Services.AddGoQueue(static o => o.StartTimeout = TimeSpan.FromMinutes(2))
            .UseRabbitMQ(uri.ToString(), static o => o.ConnectTimeout = TimeSpan.FromSeconds(5))
            .DeclareOnStart([], static topology => topology.Exchange("at-start"));
        return builder.Build();
    }
}
