using System.Security.Cryptography;

namespace GoQueue.Brokers;

/// <summary>Nodes on this machine that form one RabbitMQ cluster, for queues that survive the death of a node. Ready in about half a minute.</summary>
public sealed class RabbitMqCluster : IAsyncDisposable
{
    private readonly GuardedFolder _folder;

    private RabbitMqCluster(GuardedFolder folder, IReadOnlyList<PrivateRabbitMqNode> nodes)
    {
        _folder = folder;
        Nodes = nodes;
    }

    /// <summary>The nodes, dead ones too. They are killed and restarted like any <see cref="PrivateRabbitMqNode"/>.</summary>
    public IReadOnlyList<PrivateRabbitMqNode> Nodes { get; }

    /// <summary>Any node that is alive.</summary>
    /// <exception cref="BrokerSetupException">All are dead.</exception>
    public PrivateRabbitMqNode AnyAlive => Nodes.FirstOrDefault(static node => node.IsAlive) ?? throw new BrokerSetupException("All nodes of the cluster are dead: restart one first.");

    /// <summary>Starts the nodes and joins them.</summary>
    /// <exception cref="BrokerSetupException">RabbitMQ is not installed, or a node does not start or join.</exception>
    public static async Task<RabbitMqCluster> StartAsync(int size = 3, CancellationToken cancellationToken = default)
    {
        RabbitMqInstallation installation = RabbitMqInstallation.Locate();
        GuardedFolder folder = GuardedFolder.Create();
        List<PrivateRabbitMqNode> nodes = [];
        try
        {
            PortMapper mapper = await PortMapper.StartAsync(installation, folder, cancellationToken);
            var membership = new ClusterMembership(mapper.Port, RandomNumberGenerator.GetHexString(20));
            Task<PrivateRabbitMqNode>[] starting =
                [.. Enumerable.Range(0, size).Select(_ => PrivateRabbitMqNode.StartAsync(new(), GuardedFolder.Create, membership, cancellationToken))];
            foreach (Task<PrivateRabbitMqNode> start in starting)
            {
                nodes.Add(await start);
            }

            foreach (PrivateRabbitMqNode node in nodes.Skip(1))
            {
                await node.RabbitMqCtlAsync("stop_app");
                await node.RabbitMqCtlAsync("join_cluster", nodes[0].Name);
                await node.RabbitMqCtlAsync("start_app");
            }

            return new RabbitMqCluster(folder, nodes);
        }
        catch
        {
            foreach (PrivateRabbitMqNode node in nodes)
            {
                await node.DisposeAsync();
            }

            folder.Dispose();
            throw;
        }
    }

    /// <summary>The names of the nodes that run, as a node that is alive sees them.</summary>
    public async Task<IReadOnlyList<string>> FindRunningAsync()
    {
        // The newer name came with 3.11, the older one went with 4.0.
        string list = await AnyAlive.Control.EvaluateAsync(
            "lists:sort(case erlang:function_exported(rabbit_nodes, list_running, 0) of true -> rabbit_nodes:list_running(); false -> rabbit_nodes:all_running() end).");
        return [.. list.Trim('[', ']').Split(',').Select(static name => name.Trim().Trim('\'')).Where(static name => name.Length > 0)];
    }

    /// <summary>Declares a durable quorum queue with a member on every node and waits until it has a leader.</summary>
    public async Task DeclareQuorumQueueAsync(TestVhost vhost, string queue, string? exchange = null, string routingKey = "#")
    {
        await vhost.DeclareQueueAsync(queue, exchange, routingKey, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        await FindLeaderAsync(vhost.Name, queue);
    }

    /// <summary>The node that leads a quorum queue now. Waits through an election.</summary>
    /// <exception cref="TimeoutException">There is no leader for 30 seconds: is the majority dead?</exception>
    public async Task<PrivateRabbitMqNode> FindLeaderAsync(string vhost, string queue)
    {
        PrivateRabbitMqNode? leader = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                // Asked of the local member: the leader that the queue's record names may be the one that just died.
                string answer = await AnyAlive.Control.EvaluateAsync(
                    $"{{ok, Q}} = rabbit_amqqueue:lookup(rabbit_misc:r({ErlangText.Binary(vhost)}, queue, {ErlangText.Binary(queue)})), "
                    + "{Name, _} = amqqueue:get_pid(Q), case ra:members({Name, node()}, 2000) of {ok, _, {_, Leader}} -> Leader; Other -> Other end.");
                leader = Nodes.FirstOrDefault(node => node.Name == answer.Trim('\''));
                return leader is { IsAlive: true };
            },
            $"a leader of the quorum queue '{queue}'");
        return leader!;
    }

    /// <summary>
    /// Cuts a node off from the others, as a broken switch would: it lives, its clients reach it, and no node reaches it or is reached by it. By a cookie that the others do
    /// not know, which needs no privileges; <see cref="RejoinAsync"/> ends it.
    /// </summary>
    public async Task CutOffAsync(PrivateRabbitMqNode node)
    {
        foreach (PrivateRabbitMqNode other in Nodes.Where(other => other != node))
        {
            await node.Control.EvaluateAsync($"erlang:set_cookie('{other.Name}', cut_off), erlang:disconnect_node('{other.Name}').");
        }

        await Eventually.HoldsAsync(async () => await node.Control.EvaluateAsync("length(nodes()).") == "0", $"{node.Name} to be alone");
    }

    /// <summary>Ends <see cref="CutOffAsync"/> by starting the node anew, as an operator has to: it has missed what the others decided.</summary>
    public async Task RejoinAsync(PrivateRabbitMqNode node)
    {
        await node.KillAsync();
        await node.RestartAsync();
        await Eventually.HoldsAsync(async () => (await FindRunningAsync()).Count == Nodes.Count, $"{node.Name} to be back in the cluster");
    }

    /// <summary>Kills all nodes and deletes their folders.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (PrivateRabbitMqNode node in Nodes)
        {
            await node.DisposeAsync();
        }

        _folder.Dispose();
    }
}
