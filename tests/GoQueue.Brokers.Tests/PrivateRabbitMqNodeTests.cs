using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace GoQueue.Brokers.Tests;

public sealed class PrivateRabbitMqNodeTests
{
    [Fact]
    public async Task A_killed_node_comes_back_on_its_port_with_its_durable_messages()
    {
        await using PrivateRabbitMqNode node = await PrivateRabbitMqNode.StartAsync();
        TestVhost vhost = await TestVhost.CreateAsync(node.Control);
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareQueueAsync("all", "orders");
        await PublishConfirmedAsync(vhost, "orders", "survivor");
        int before = node.ProcessId;

        await node.KillAsync();
        Assert.False(node.IsAlive);
        await Assert.ThrowsAsync<BrokerUnreachableException>(() => vhost.ConnectAsync());
        await node.RestartAsync();

        Assert.NotEqual(before, node.ProcessId);
        Assert.Equal("survivor", Encoding.UTF8.GetString((await vhost.TakeAsync("all")).Body.Span));

        await node.PauseAsync();
        await AssertSilentAsync(node.Uri);
        node.Continue();
        Assert.Contains("running_applications", await node.RabbitMqCtlAsync("status", "--formatter", "erlang"), StringComparison.Ordinal);

        await node.ShutDownAsync();
        Assert.False(node.IsAlive);
        await node.RestartAsync();
        Assert.Equal("true", await node.Control.EvaluateAsync("rabbit:is_running()."));

        string folder = node.Control.State.Folder;
        await vhost.DisposeAsync();
        await node.DisposeAsync();
        Assert.False(Directory.Exists(folder));
        await Assert.ThrowsAsync<BrokerSetupException>(() => node.Control.EvaluateAsync("ok."));
    }

    [Fact]
    public void A_machine_without_RabbitMQ_gets_a_sentence_of_advice()
    {
        var exception = Assert.Throws<BrokerSetupException>(() => RabbitMqInstallation.Locate("/nowhere", "/usr/bin"));
        Assert.Equal(
            "rabbitmq-server is not in /nowhere, so the tests that need a real broker cannot run: install it with 'apt-get install rabbitmq-server', "
            + "or set GOQUEUE_TEST_RABBITMQ to the URI of a broker that tests may use.",
            exception.Message);
    }

    private static async Task PublishConfirmedAsync(TestVhost vhost, string exchange, string body)
    {
        await using IConnection connection = await vhost.ConnectAsync();
        await using IChannel channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        await channel.BasicPublishAsync(exchange, "k", mandatory: true, new BasicProperties { Persistent = true }, Encoding.UTF8.GetBytes(body));
    }

    private static async Task AssertSilentAsync(Uri uri)
    {
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(uri.Host, uri.Port);
        await client.GetStream().WriteAsync("AMQP\0\0\u0009\u0001"u8.ToArray());
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await client.GetStream().ReadExactlyAsync(new byte[1], patience.Token));
    }
}
