using GoQueue.Brokers.Delivery;
using GoQueue.RabbitMQ.Tests.Faults.Leaks;

namespace GoQueue.RabbitMQ.Tests.Faults;

/// <summary>Faults of three nodes with a quorum queue.</summary>
public sealed class ClusterFaultTests(ITestOutputHelper output)
{
    [Theory(Explicit = true)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_quorum_queue_whose_leader_is_killed_under_load_loses_nothing(bool connectedToLeader)
    {
        await using RabbitMqCluster cluster = await RabbitMqCluster.StartAsync();
        await using TestVhost vhost = await TestVhost.CreateAsync(cluster.Nodes[0].Control);
        await vhost.DeclareExchangeAsync("orders");
        await cluster.DeclareQuorumQueueAsync(vhost, "all", "orders");
        PrivateRabbitMqNode leader = await cluster.FindLeaderAsync(vhost.Name, "all");
        PrivateRabbitMqNode entry = connectedToLeader ? leader : cluster.Nodes.First(node => node != leader);
        await using GoQueuePublisher publisher = Create(cluster, vhost, entry);
        await using FaultLoad load = FaultLoad.Start(publisher);
        await load.RunAsync(500);
        double rate = await Recovery.MeasureAsync(load);

        await leader.KillAsync();

        // The other nodes never stopped accepting connections. Where ours was to the dead one, the first channels on another may have been opened before
        // the queue had a new leader: RabbitMQ 3.10 lets those reject everything, for as long as the node is dead.
        long killed = System.Diagnostics.Stopwatch.GetTimestamp();
        PrivateRabbitMqNode alive = cluster.Nodes.First(node => node != leader);
        output.WriteLine($"healed after {await load.HealAsync(TimeSpan.FromSeconds(30))}, {load.Failed} rejected");
        output.WriteLine(await Recovery.AssertAsync(load, rate, killed, () => Create(cluster, vhost, alive)));
        long rejected = load.Failed;
        await load.RunAsync(500);
        Assert.Equal(rejected, load.Failed);
        await load.StopAsync();
        // Read through a node that is alive, whichever the vhost's own connection was to.
        await leader.RestartAsync();
        DeliveryReport report = await load.CheckAsync(vhost);
        output.WriteLine(report.ToString());
        await Pools.AreBalancedAsync(publisher);
    }

    [Fact(Explicit = true)]
    public async Task Without_a_majority_nothing_is_told_as_published_and_nothing_is_missing_when_it_is_back()
    {
        await using RabbitMqCluster cluster = await RabbitMqCluster.StartAsync();
        PrivateRabbitMqNode entry = cluster.Nodes[0];
        await using TestVhost vhost = await TestVhost.CreateAsync(entry.Control);
        await vhost.DeclareExchangeAsync("orders");
        await cluster.DeclareQuorumQueueAsync(vhost, "all", "orders");
        await using GoQueuePublisher publisher = Publishers.Create(
            new Uri(entry.Uri, vhost.Name).ToString(), static o => o.ConfirmTimeout = TimeSpan.FromSeconds(3), static o => o.PublishTimeout = TimeSpan.FromSeconds(10));
        await using FaultLoad load = FaultLoad.Start(publisher);
        await load.RunAsync(500);

        await cluster.Nodes[1].KillAsync();
        await cluster.Nodes[2].KillAsync();
        await NothingIsConfirmedAnyMoreAsync(load);
        await cluster.Nodes[1].RestartAsync();
        await cluster.Nodes[2].RestartAsync();

        output.WriteLine($"healed after {await load.HealAsync()}");
        output.WriteLine((await load.CheckAsync(vhost)).ToString());
        await Pools.AreBalancedAsync(publisher);
    }

    [Fact(Explicit = true)]
    public async Task Cut_off_from_the_other_nodes_the_leader_confirms_nothing_and_nothing_is_lost_when_they_are_back()
    {
        await using RabbitMqCluster cluster = await RabbitMqCluster.StartAsync();
        await using TestVhost vhost = await TestVhost.CreateAsync(cluster.Nodes[0].Control);
        await vhost.DeclareExchangeAsync("orders");
        await cluster.DeclareQuorumQueueAsync(vhost, "all", "orders");
        PrivateRabbitMqNode leader = await cluster.FindLeaderAsync(vhost.Name, "all");
        await using GoQueuePublisher publisher = Publishers.Create(
            new Uri(leader.Uri, vhost.Name).ToString(), static o => o.ConfirmTimeout = TimeSpan.FromSeconds(3), static o => o.PublishTimeout = TimeSpan.FromSeconds(10));
        await using FaultLoad load = FaultLoad.Start(publisher);
        await load.RunAsync(500);

        // Frozen, they are to the leader what they are behind a partition: silent, with open connections.
        PrivateRabbitMqNode[] others = [.. cluster.Nodes.Where(node => node != leader)];
        await Task.WhenAll(others.Select(static node => node.PauseAsync()));
        await NothingIsConfirmedAnyMoreAsync(load);
        foreach (PrivateRabbitMqNode node in others)
        {
            node.Continue();
        }

        output.WriteLine($"healed after {await load.HealAsync()}");
        output.WriteLine((await load.CheckAsync(vhost)).ToString());
        await Pools.AreBalancedAsync(publisher);
    }

    [Fact(Explicit = true)]
    public async Task Behind_a_partition_the_old_leader_confirms_nothing_and_nothing_is_lost_when_it_is_back()
    {
        await using RabbitMqCluster cluster = await RabbitMqCluster.StartAsync();
        await using TestVhost vhost = await TestVhost.CreateAsync(cluster.Nodes[0].Control);
        await vhost.DeclareExchangeAsync("orders");
        await cluster.DeclareQuorumQueueAsync(vhost, "all", "orders");
        PrivateRabbitMqNode leader = await cluster.FindLeaderAsync(vhost.Name, "all");
        await using GoQueuePublisher publisher = Publishers.Create(
            new Uri(leader.Uri, vhost.Name).ToString(), static o => o.ConfirmTimeout = TimeSpan.FromSeconds(3), static o => o.PublishTimeout = TimeSpan.FromSeconds(10));
        await using FaultLoad load = FaultLoad.Start(publisher);
        await load.RunAsync(500);

        await cluster.CutOffAsync(leader);
        await NothingIsConfirmedAnyMoreAsync(load);
        await cluster.RejoinAsync(leader);

        output.WriteLine($"healed after {await load.HealAsync()}, {load.Failed} failed");
        output.WriteLine((await load.CheckAsync(vhost)).ToString());
        await Pools.AreBalancedAsync(publisher);
    }

    [Fact(Explicit = true)]
    public async Task On_the_side_of_the_majority_a_partition_is_survived()
    {
        await using RabbitMqCluster cluster = await RabbitMqCluster.StartAsync();
        await using TestVhost vhost = await TestVhost.CreateAsync(cluster.Nodes[0].Control);
        await vhost.DeclareExchangeAsync("orders");
        await cluster.DeclareQuorumQueueAsync(vhost, "all", "orders");
        PrivateRabbitMqNode leader = await cluster.FindLeaderAsync(vhost.Name, "all");
        PrivateRabbitMqNode entry = cluster.Nodes.First(node => node != leader);
        await using GoQueuePublisher publisher = Create(cluster, vhost, entry);
        await using FaultLoad load = FaultLoad.Start(publisher);
        await load.RunAsync(500);

        await cluster.CutOffAsync(leader);

        output.WriteLine($"healed after {await load.HealAsync(TimeSpan.FromSeconds(60))}, {load.Failed} failed");
        await load.RunAsync(500);
        await cluster.RejoinAsync(leader);
        output.WriteLine((await load.CheckAsync(vhost)).ToString());
        await Pools.AreBalancedAsync(publisher);
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

        await home.KillAsync();
        await Eventually.HoldsAsync(() => load.Failed > 20, "publishes to fail");

        // As long as the node's death is news to the others, the broker rejects; then it knows no queue any more.
        PublishException failure;
        long down = System.Diagnostics.Stopwatch.GetTimestamp();
        do
        {
            failure = await Assert.ThrowsAnyAsync<PublishException>(() => publisher.PublishOrderPlacedAsync(new(1, "ann")).AsTask().WaitAsync(TimeSpan.FromSeconds(30)));
            Assert.True(failure is MessageRejectedException or UnroutableMessageException, failure.ToString());
            Assert.InRange(System.Diagnostics.Stopwatch.GetElapsedTime(down), TimeSpan.Zero, TimeSpan.FromSeconds(30));
        }
        while (failure is not UnroutableMessageException);
        output.WriteLine(failure.Message);
        await home.RestartAsync();

        output.WriteLine($"healed after {await load.HealAsync()}");
        output.WriteLine((await load.CheckAsync(vhost)).ToString());
        await Pools.AreBalancedAsync(publisher);
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

    private static GoQueuePublisher Create(RabbitMqCluster cluster, TestVhost vhost, PrivateRabbitMqNode entry) => Publishers.Create(
        new Uri(entry.Uri, vhost.Name).ToString(),
        o =>
        {
            o.Heartbeat = TimeSpan.FromSeconds(2);
            foreach (PrivateRabbitMqNode node in cluster.Nodes.Where(node => node != entry))
            {
                o.Endpoints.Add($"127.0.0.1:{node.Uri.Port}");
            }
        });

    private static async Task NothingIsConfirmedAnyMoreAsync(FaultLoad load)
    {
        // What the majority had taken before may still be told.
        await Eventually.HoldsAsync(async () => await load.MeasureAsync() == 0, "the last confirms");
        long acknowledged = load.Acknowledged;
        await Eventually.HoldsAsync(() => load.Failed > 0, "calls to end", TimeSpan.FromSeconds(60));
        Assert.Equal(acknowledged, load.Acknowledged);
    }
}
