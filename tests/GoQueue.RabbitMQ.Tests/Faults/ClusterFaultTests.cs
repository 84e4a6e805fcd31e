using GoQueue.Brokers.Delivery;

namespace GoQueue.RabbitMQ.Tests.Faults;

public sealed class ClusterFaultTests(ITestOutputHelper output)
{
    [Theory(Explicit = true)]
    [InlineData(false)]
    public async Task A_quorum_queue_whose_leader_is_killed_under_load_loses_nothing(bool connectedToLeader)
    {
        await using RabbitMqCluster cluster = await RabbitMqCluster.StartAsync();
        await using TestVhost vhost = await TestVhost.CreateAsync(cluster.Nodes[0].Control);
        await vhost.DeclareExchangeAsync("orders");
        await cluster.DeclareQuorumQueueAsync(vhost, "all", "orders");
        PrivateRabbitMqNode leader = await cluster.FindLeaderAsync(vhost.Name, "all");
        PrivateRabbitMqNode entry = connectedToLeader ? leader : cluster.Nodes.First(node => node != leader);
        await using GoQueuePublisher publisher = Publishers.Create(
            new Uri(entry.Uri, vhost.Name).ToString(),
            o =>
            {
                o.Heartbeat = TimeSpan.FromSeconds(2);
                foreach (PrivateRabbitMqNode node in cluster.Nodes.Where(node => node != entry))
                {
                    o.Endpoints.Add($"127.0.0.1:{node.Uri.Port}");
                }
            });
        await using FaultLoad load = FaultLoad.Start(publisher);
        await load.RunAsync(500);

        await leader.KillAsync();

        output.WriteLine($"healed after {await load.HealAsync()}");
        await load.RunAsync(500);
        await load.StopAsync();
        // Read through a node that is alive, whichever the vhost's own connection was to.
        await leader.RestartAsync();
        DeliveryReport report = await load.CheckAsync(vhost);
        output.WriteLine(report.ToString());
    }
}
