using System.Diagnostics;
using System.Globalization;
using GoQueue.Brokers.Delivery;
using GoQueue.RabbitMQ.Tests.Harness;

namespace GoQueue.RabbitMQ.Tests.Faults;

/// <summary>Three nodes, a quorum queue on all of them, a publisher under load, and what is compared before and after a fault.</summary>
internal sealed class ClusterScene : IAsyncDisposable
{
    private readonly ITestOutputHelper _output;
    private readonly bool _knowsAll;
    private double _rate;
    private string _connections = "";

    private ClusterScene(RabbitMqCluster cluster, TestVhost vhost, PrivateRabbitMqNode leader, bool connectedToLeader, bool knowsAll, ITestOutputHelper output)
    {
        _output = output;
        _knowsAll = knowsAll;
        Cluster = cluster;
        Vhost = vhost;
        Leader = leader;
        Entry = connectedToLeader ? leader : Others[0];
        Publisher = Create(Entry, FaultScene.Name);
        Load = FaultLoad.Start(Publisher);
    }

    public RabbitMqCluster Cluster { get; }

    public TestVhost Vhost { get; }

    /// <summary>The node that led the queue at first.</summary>
    public PrivateRabbitMqNode Leader { get; }

    /// <summary>The two that followed.</summary>
    public PrivateRabbitMqNode[] Others => [.. Cluster.Nodes.Where(node => node != Leader)];

    /// <summary>The node that the publisher asks first.</summary>
    public PrivateRabbitMqNode Entry { get; }

    public GoQueuePublisher Publisher { get; }

    public FaultLoad Load { get; }

    /// <param name="output">The test's.</param>
    /// <param name="connectedToLeader">Whether the publisher asks the leader first, or another.</param>
    /// <param name="knowsAll">Whether it may go to the other nodes; where not, its calls end after ten seconds.</param>
    public static async Task<ClusterScene> CreateAsync(ITestOutputHelper output, bool connectedToLeader, bool knowsAll)
    {
        RabbitMqCluster cluster = await RabbitMqCluster.StartAsync();
        TestVhost vhost = await TestVhost.CreateAsync(cluster.Nodes[0].Control);
        await vhost.DeclareExchangeAsync("orders");
        await cluster.DeclareQuorumQueueAsync(vhost, "all", "orders");
        var scene = new ClusterScene(cluster, vhost, await cluster.FindLeaderAsync(vhost.Name, "all"), connectedToLeader, knowsAll, output);
        try
        {
            await scene.Load.RunAsync(500);
            scene._rate = await Recovery.MeasureAsync(scene.Load);
            scene._connections = await FaultScene.DescribeConnectionsAsync(scene.Others[0].Control);
            return scene;
        }
        catch
        {
            await scene.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// After the fault: a new publish is confirmed, the load is back (<see cref="Recovery"/>), and the cluster has as many connections and channels of this
    /// publisher as before.
    /// </summary>
    /// <param name="through">A node that accepts connections now.</param>
    /// <param name="leadersMoved">Whether the publisher may be farther from the queue's leader than before: then its rate is not compared.</param>
    public async Task HealAsync(PrivateRabbitMqNode through, bool leadersMoved = false)
    {
        long accepting = Stopwatch.GetTimestamp();
        TimeSpan first = await Load.HealAsync(TimeSpan.FromSeconds(60));
        string full = leadersMoved ? "leaders moved" : await Recovery.AssertAsync(Load, _rate, accepting, () => Create(through, "fresh"));
        await Eventually.HoldsAsync(
            async () => await FaultScene.DescribeConnectionsAsync(through.Control) == _connections, $"the connections and channels as before the fault ({_connections})");
        _output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"healed after {first.TotalSeconds:F1} s, {full}; {Load.Failed} failed"));
    }

    /// <summary>Waits until nothing is confirmed any more and calls end, and sees that none of them is told as published.</summary>
    public async Task NothingIsConfirmedAnyMoreAsync()
    {
        // What the majority had taken before may still be told.
        await Eventually.HoldsAsync(async () => await Load.MeasureAsync() == 0, "the last confirms");
        long acknowledged = Load.Acknowledged;
        await Eventually.HoldsAsync(() => Load.Failed > 0, "calls to end", TimeSpan.FromSeconds(60));
        Assert.Equal(acknowledged, Load.Acknowledged);
    }

    /// <summary>Stops the load and compares the queue with what was promised.</summary>
    public async Task CheckAsync()
    {
        DeliveryReport report = await Load.CheckAsync(Vhost);
        _output.WriteLine(report.ToString());
        Assert.Equal(0, report.Lost);
        await Pools.AreBalancedAsync(Publisher);
    }

    public async ValueTask DisposeAsync()
    {
        await Load.DisposeAsync();
        await Publisher.DisposeAsync();
        await Vhost.DisposeAsync();
        await Cluster.DisposeAsync();
    }

    private GoQueuePublisher Create(PrivateRabbitMqNode entry, string name) => Publishers.Create(
        new Uri(entry.Uri, Vhost.Name).ToString(),
        o =>
        {
            o.ClientProvidedName = name;
            o.Heartbeat = TimeSpan.FromSeconds(2);
            o.ConfirmTimeout = _knowsAll ? o.ConfirmTimeout : TimeSpan.FromSeconds(3);
            foreach (PrivateRabbitMqNode node in Cluster.Nodes.Where(node => _knowsAll && node != entry))
            {
                o.Endpoints.Add($"127.0.0.1:{node.Uri.Port}");
            }
        },
        o => o.PublishTimeout = _knowsAll ? o.PublishTimeout : TimeSpan.FromSeconds(10));
}
