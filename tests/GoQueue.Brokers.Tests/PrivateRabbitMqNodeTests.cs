using System.Net.Security;
using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace GoQueue.Brokers.Tests;

public sealed class PrivateRabbitMqNodeTests(PrivateNodeFixture fixture) : IClassFixture<PrivateNodeFixture>
{
    [Fact]
    public async Task A_killed_node_comes_back_on_its_port_with_its_durable_messages()
    {
        PrivateRabbitMqNode node = fixture.Node;
        await using TestVhost vhost = await TestVhost.CreateAsync(node.Control);
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
    }

    [Fact]
    public async Task Connections_and_channels_are_counted_and_can_be_closed_by_the_operator()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync(fixture.Node.Control);
        await using IConnection connection = await vhost.ConnectAsync();
        await using IChannel channel = await connection.CreateChannelAsync();
        Assert.Equal(1, await fixture.Node.Control.CountConnectionsAsync());
        Assert.Equal(1, await fixture.Node.Control.CountChannelsAsync());

        await fixture.Node.Control.CloseAllConnectionsAsync("a test closes \"all\"");

        await Eventually.HoldsAsync(() => connection.CloseReason is not null, "the connection's end");
        Assert.Equal(320, connection.CloseReason!.ReplyCode);
        Assert.Contains("a test closes \"all\"", connection.CloseReason.ReplyText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_with_a_TLS_listener_speaks_AMQP_through_it()
    {
        var factory = new ConnectionFactory { Uri = fixture.Node.TlsUri, AutomaticRecoveryEnabled = false };
        factory.Ssl.AcceptablePolicyErrors = SslPolicyErrors.None;
        factory.Ssl.CertificateValidationCallback = (_, certificate, _, errors) => fixture.Authority.IsTrusted(certificate, errors);

        await using IConnection connection = await factory.CreateConnectionAsync();
        await using IChannel channel = await connection.CreateChannelAsync();
        Assert.True(channel.IsOpen);
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
