using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using GoQueue.RabbitMQ.Tests.Faults.Leaks;
using GoQueue.RabbitMQ.Tests.Harness;

namespace GoQueue.RabbitMQ.Tests.Faults;

/// <summary>Faults of three nodes with a quorum queue.</summary>
public sealed class ClusterFaultTests(ITestOutputHelper output)
{
    [Theory(Explicit = true)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_quorum_queue_whose_leader_is_killed_under_load_loses_nothing(bool connectedToLeader)
    {
        await using ClusterScene scene = await ClusterScene.CreateAsync(output, connectedToLeader, knowsAll: true);

        await scene.Leader.KillAsync();

        // The other nodes never stopped accepting connections. Where ours was to the dead one, the first channels on another may have been opened before
        // the queue had a new leader: RabbitMQ 3.10 lets those reject everything, for as long as the node is dead.
        await scene.HealAsync(scene.Others[0]);
        long rejected = scene.Load.Failed;
        await scene.Load.RunAsync(500);
        Assert.Equal(rejected, scene.Load.Failed);
        await scene.Load.StopAsync();

        // Read through a node that is alive, whichever the vhost's own connection was to.
        await scene.Leader.RestartAsync();
        await scene.CheckAsync();
    }

    [Fact(Explicit = true)]
    public async Task Without_a_majority_nothing_is_told_as_published_and_nothing_is_missing_when_it_is_back()
    {
        await using ClusterScene scene = await ClusterScene.CreateAsync(output, connectedToLeader: true, knowsAll: false);

        foreach (PrivateRabbitMqNode node in scene.Others)
        {
            await node.KillAsync();
        }

        await scene.NothingIsConfirmedAnyMoreAsync();
        foreach (PrivateRabbitMqNode node in scene.Others)
        {
            await node.RestartAsync();
        }

        await scene.HealAsync(scene.Leader);
        await scene.CheckAsync();
    }

    [Fact(Explicit = true)]
    public async Task Cut_off_from_the_other_nodes_the_leader_confirms_nothing_and_nothing_is_lost_when_they_are_back()
    {
        await using ClusterScene scene = await ClusterScene.CreateAsync(output, connectedToLeader: true, knowsAll: false);

        // Frozen, they are to the leader what they are behind a partition: silent, with open connections.
        await Task.WhenAll(scene.Others.Select(static node => node.PauseAsync()));
        await scene.NothingIsConfirmedAnyMoreAsync();
        foreach (PrivateRabbitMqNode node in scene.Others)
        {
            node.Continue();
        }

        await scene.HealAsync(scene.Leader);
        await scene.CheckAsync();
    }

    [Fact(Explicit = true)]
    public async Task Behind_a_partition_the_old_leader_confirms_nothing_and_nothing_is_lost_when_it_is_back()
    {
        await using ClusterScene scene = await ClusterScene.CreateAsync(output, connectedToLeader: true, knowsAll: false);

        await scene.Cluster.CutOffAsync(scene.Leader);
        await scene.NothingIsConfirmedAnyMoreAsync();
        await scene.Cluster.RejoinAsync(scene.Leader);

        await scene.HealAsync(scene.Leader);
        await scene.CheckAsync();
    }

    [Fact(Explicit = true)]
    public async Task On_the_side_of_the_majority_a_partition_is_survived()
    {
        await using ClusterScene scene = await ClusterScene.CreateAsync(output, connectedToLeader: false, knowsAll: true);

        await scene.Cluster.CutOffAsync(scene.Leader);
        await scene.HealAsync(scene.Entry);
        await scene.Load.RunAsync(500);
        await scene.Cluster.RejoinAsync(scene.Leader);

        await scene.CheckAsync();
    }

    [Fact(Explicit = true)]
    public async Task A_classic_queue_whose_node_is_down_fails_its_messages_typed_until_the_node_is_back()
    {
        await using RabbitMqCluster cluster = await RabbitMqCluster.StartAsync();
        PrivateRabbitMqNode home = cluster.Nodes[1];
        await using TestVhost vhost = await TestVhost.CreateAsync(home.Control);
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareQueueAsync("all", "orders");
        await using GoQueuePublisher publisher = Publishers.Create(new Uri(cluster.Nodes[0].Uri, vhost.Name).ToString());
        await using FaultLoad load = FaultLoad.Start(publisher);
        await load.RunAsync(500);
        double rate = await Recovery.MeasureAsync(load);

        await home.KillAsync();
        await Eventually.HoldsAsync(() => load.Failed > 20, "publishes to fail");

        // At first the broker rejects. RabbitMQ 3 then forgets the queue until its node is back; RabbitMQ 4 goes on rejecting.
        bool forgets = (await cluster.AnyAlive.Control.GetVersionAsync()).StartsWith("3.", StringComparison.Ordinal);
        PublishException failure;
        long down = Stopwatch.GetTimestamp();
        do
        {
            failure = await Assert.ThrowsAnyAsync<PublishException>(() => publisher.PublishOrderPlacedAsync(new(1, "ann")).AsTask().WaitAsync(TimeSpan.FromSeconds(30)));
            Assert.True(failure is MessageRejectedException or UnroutableMessageException, failure.ToString());
            Assert.InRange(Stopwatch.GetElapsedTime(down), TimeSpan.Zero, TimeSpan.FromSeconds(30));
        }
        while (forgets ? failure is not UnroutableMessageException : Stopwatch.GetElapsedTime(down) < TimeSpan.FromSeconds(5));
        output.WriteLine(failure.Message);
        await home.RestartAsync();

        long accepting = Stopwatch.GetTimestamp();
        output.WriteLine($"healed after {await load.HealAsync()}");
        output.WriteLine(await Recovery.AssertAsync(load, rate, accepting, () => Publishers.Create(new Uri(cluster.Nodes[0].Uri, vhost.Name).ToString())));
        output.WriteLine((await load.CheckAsync(vhost)).ToString());
        await Pools.AreBalancedAsync(publisher);
    }

    [Fact(Explicit = true)]
    public async Task A_declaration_of_a_classic_queue_whose_node_is_down_is_no_refusal_and_a_host_declares_when_the_node_is_back()
    {
        await using RabbitMqCluster cluster = await RabbitMqCluster.StartAsync();
        PrivateRabbitMqNode home = cluster.Nodes[1];
        await using TestVhost vhost = await TestVhost.CreateAsync(home.Control);
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareQueueAsync("all");
        Uri alive = new(cluster.Nodes[0].Uri, vhost.Name);
        await using GoQueuePublisher publisher = Publishers.Create(alive.ToString());
        await publisher.ConnectAsync();
        await home.KillAsync();

        // With Mnesia the broker answers at once that the node is down. With Khepri it looks for the queue for a minute, which is
        // longer than ConnectTimeout; what else it answers changes for a moment, until it has noticed that the node is down.
        bool hasKhepri = await cluster.Nodes[0].Control.EvaluateAsync("case code:which(rabbit_khepri) of non_existing -> false; _ -> rabbit_khepri:is_enabled() end.") == "true";
        string answer = hasKhepri ? "did not answer within ConnectTimeout" : "is down or inaccessible (404); declare again when the queue is back.";
        await FailsAsync("The queue 'all' was not declared: ", static topology => topology.Queue("all", QueueType.Classic));
        if (!hasKhepri)
        {
            await FailsAsync("The binding of queue 'all' to exchange 'orders' was not declared: ", static topology => topology.Bind("all", "orders"));
        }

        var logs = new Logs(LogLevel.Warning);
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<ILoggerFactory>(logs);
        builder.Services.AddGoQueue().UseRabbitMQ(alive.ToString())
            .DeclareOnStart([], static topology => topology.Queue("all", QueueType.Classic).Bind("all", "orders"));
        using IHost host = builder.Build();
        Task start = host.StartAsync();
        await Eventually.HoldsAsync(() => logs.Of(2011).Count > 0, "the host's warning");
        Assert.Contains(answer, logs.Of(2011)[0], StringComparison.Ordinal);
        Assert.False(start.IsCompleted);
        await home.RestartAsync();

        await start.WaitAsync(TimeSpan.FromSeconds(60));
        await host.StopAsync();
        await publisher.PublishOrderPlacedAsync(new(1, "ann"));
        Assert.Single(await vhost.DrainAsync("all"));

        async Task FailsAsync(string start, Action<TopologyBuilder> declare)
        {
            string last = "";
            await Eventually.HoldsAsync(
                async () =>
                {
                    Exception? failure = await Record.ExceptionAsync(() => publisher.DeclareTopologyAsync([], declare).AsTask());
                    output.WriteLine(last = failure?.Message ?? "declared");
                    return failure is BrokerUnavailableException { Outcome: PublishOutcome.NotSent } && last.Contains(answer, StringComparison.Ordinal);
                },
                $"a failure with '{answer}'",
                TimeSpan.FromSeconds(60));
            Assert.StartsWith(start, last, StringComparison.Ordinal);
        }
    }

    [Fact(Explicit = true)]
    public async Task Disposed_while_the_leader_is_dead_nothing_is_left()
    {
        await using RabbitMqCluster cluster = await RabbitMqCluster.StartAsync();
        await using TestVhost vhost = await TestVhost.CreateAsync(cluster.Nodes[0].Control);
        await vhost.DeclareExchangeAsync("orders");
        await cluster.DeclareQuorumQueueAsync(vhost, "all", "orders");
        PrivateRabbitMqNode leader = await cluster.FindLeaderAsync(vhost.Name, "all");

        TimeSpan gone = await LeakCheck.NothingIsLeftByAsync(async probe =>
        {
            foreach (PrivateRabbitMqNode node in cluster.Nodes)
            {
                probe.WatchPort(node.Uri.Port);
            }

            GoQueuePublisher publisher = probe.Watch("the publisher", Publishers.Create(
                new Uri(leader.Uri, vhost.Name).ToString(),
                o =>
                {
                    foreach (PrivateRabbitMqNode node in cluster.Nodes.Where(node => node != leader))
                    {
                        o.Endpoints.Add($"127.0.0.1:{node.Uri.Port}");
                    }
                },
                static o => o.DrainTimeout = TimeSpan.FromSeconds(2),
                probe.Time));
            await using FaultLoad load = FaultLoad.Start(publisher);
            await load.RunAsync(500);

            await leader.KillAsync();
            await publisher.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
            await load.StopAsync();
            await Pools.AreBalancedAsync(publisher);
        });

        output.WriteLine($"all gone {gone.TotalSeconds:F1} s after");
    }
}
