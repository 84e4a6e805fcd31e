namespace GoQueue.RabbitMQ.Tests.Faults;

/// <summary>
/// What an operator does to install a new version: the nodes of a cluster are restarted one after the other, under
/// load.
/// </summary>
public sealed class RollingRestartTests(ITestOutputHelper output)
{
    [Theory(Explicit = true)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task All_nodes_are_restarted_one_after_the_other_and_nothing_is_lost(bool drains)
    {
        await using ClusterScene scene = await ClusterScene.CreateAsync(output, connectedToLeader: true, knowsAll: true);
        output.WriteLine($"RabbitMQ {await scene.Leader.Control.GetVersionAsync()}");

        foreach (PrivateRabbitMqNode node in scene.Cluster.Nodes)
        {
            if (drains)
            {
                // Moves leaders away, and closes connections and listeners, as the upgrade guide has it.
                await node.Control.RunAsync("rabbitmq-upgrade", "drain");
            }

            await node.ShutDownAsync();
            long before = scene.Load.Acknowledged;
            await Eventually.HoldsAsync(() => scene.Load.Acknowledged > before + 200, "confirms from the other nodes", TimeSpan.FromSeconds(60));
            await node.RestartAsync();
            await Eventually.HoldsAsync(async () => (await scene.Cluster.FindRunningAsync()).Count == 3, "all nodes to run", TimeSpan.FromSeconds(60));

            // The next node may go when the queue does not depend on it.
            await Eventually.HoldsAsync(async () => await IsCaughtUpAsync(scene, node), $"the queue's member on {node.Name} to have caught up", TimeSpan.FromSeconds(60));
        }

        await scene.HealAsync(scene.Others[0], leadersMoved: true);
        output.WriteLine($"{scene.Load.Acknowledged} acknowledged, {scene.Load.Failed} failed, slowest call {scene.Load.SlowestCall.TotalSeconds:F1} s");
        await scene.CheckAsync();
    }

    private static async Task<bool> IsCaughtUpAsync(ClusterScene scene, PrivateRabbitMqNode node)
    {
        PrivateRabbitMqNode leader = await scene.Cluster.FindLeaderAsync(scene.Vhost.Name, "all");
        return long.Parse(await LastAsync(node), System.Globalization.CultureInfo.InvariantCulture)
            >= long.Parse(await LastAsync(leader), System.Globalization.CultureInfo.InvariantCulture) - 5_000;

        Task<string> LastAsync(PrivateRabbitMqNode member) => member.Control.EvaluateAsync(
            $"{{ok, Q}} = rabbit_amqqueue:lookup(rabbit_misc:r(<<\"{scene.Vhost.Name}\">>, queue, <<\"all\">>)), {{Name, _}} = amqqueue:get_pid(Q), "
            + "case ra:local_query({Name, node()}, fun (_) -> ok end) of {ok, {{Index, _}, _}, _} -> Index; _ -> 0 end.");
    }
}
