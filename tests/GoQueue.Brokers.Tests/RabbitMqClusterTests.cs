using RabbitMQ.Client;

namespace GoQueue.Brokers.Tests;

public sealed class RabbitMqClusterTests
{
    [Fact]
    public async Task A_quorum_queue_finds_a_new_leader_when_its_leader_is_killed_and_keeps_its_messages()
    {
        await using RabbitMqCluster cluster = await RabbitMqCluster.StartAsync();
        Assert.Equal(cluster.Nodes.Select(static node => node.Name).Order(), await cluster.FindRunningAsync());
        string queue = "quorum";
        await using TestVhost vhost = await TestVhost.CreateAsync(cluster.Nodes[0].Control);
        await cluster.DeclareQuorumQueueAsync(vhost, queue);
        await PublishAsync(vhost, queue);

        PrivateRabbitMqNode leader = await cluster.FindLeaderAsync(vhost.Name, queue);
        await leader.KillAsync();
        PrivateRabbitMqNode successor = await cluster.FindLeaderAsync(vhost.Name, queue);

        Assert.NotEqual(leader.Name, successor.Name);
        await Eventually.HoldsAsync(async () => (await cluster.FindRunningAsync()).Count == 2, "the cluster to notice the death");
        var factory = new ConnectionFactory { Uri = new Uri(successor.Uri, vhost.Name), AutomaticRecoveryEnabled = false };
        await using (IConnection connection = await factory.CreateConnectionAsync())
        await using (IChannel channel = await connection.CreateChannelAsync())
        {
            Assert.NotNull(await channel.BasicGetAsync(queue, autoAck: true));
        }

        await leader.RestartAsync();
        await Eventually.HoldsAsync(async () => (await cluster.FindRunningAsync()).Count == 3, "the node to join again");
    }

    private static async Task PublishAsync(TestVhost vhost, string queue)
    {
        await using IConnection connection = await vhost.ConnectAsync();
        await using IChannel channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        await channel.BasicPublishAsync("", queue, mandatory: true, new BasicProperties { Persistent = true }, new byte[] { 1 });
    }
}
