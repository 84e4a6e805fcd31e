using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using GoQueue.RabbitMQ.Tests.Harness;
using RabbitMQ.Client;

namespace GoQueue.RabbitMQ.Tests.Settings;

/// <summary>A test for every row of the table in docs/rabbitmq.md.</summary>
public sealed class ConfigureConnectionTests
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Client_properties_vhost_login_frame_and_channel_limits_are_kept()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(static publish => publish.Ack());
        using var logs = new Logs();
        await using GoQueuePublisher publisher = Create(broker.Uri.ToString(), logs, static factory =>
        {
            factory.ClientProperties["team"] = "shop";
            factory.VirtualHost = "prod";
            factory.UserName = "bob";
            factory.Password = "secret";
            factory.AuthMechanisms = [new PlainMechanismFactory()];
            factory.RequestedFrameMax = 8_192;
            factory.RequestedChannelMax = 4;
            factory.MaxInboundMessageBodySize = 1_000_000;
        });

        await publisher.PublishOrderPlacedAsync(new(1, new string('x', 50_000))).AsTask().WaitAsync(SoonEnough);

        ScriptedConnection connection = broker.Connections[0];
        Assert.Equal(("bob", "prod", 8_192), (connection.User, connection.Vhost, connection.FrameMax));
        Assert.Equal("shop", connection.ClientProperties["team"]);
        Assert.InRange(broker.Publishes[0].Channel.Number, 3, 4);
        Assert.Empty(logs.Of(2012));
    }

    [Theory]
    [InlineData(nameof(ConnectionFactory.RequestedHeartbeat))]
    [InlineData(nameof(ConnectionFactory.AutomaticRecoveryEnabled))]
    [InlineData(nameof(ConnectionFactory.TopologyRecoveryEnabled))]
    [InlineData(nameof(ConnectionFactory.ContinuationTimeout))]
    [InlineData(nameof(ConnectionFactory.HandshakeContinuationTimeout))]
    [InlineData(nameof(ConnectionFactory.RequestedConnectionTimeout))]
    public async Task What_this_library_sets_itself_is_ignored_with_one_warning(string property)
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        int connections = 0;
        broker.OnPublish(publish =>
        {
            if (Interlocked.Increment(ref connections) == 1)
            {
                publish.Connection.End();
            }

            publish.Ack();
        });
        using var logs = new Logs();
        await using GoQueuePublisher publisher = Create(broker.Uri.ToString(), logs, factory =>
        {
            switch (property)
            {
                case nameof(factory.RequestedHeartbeat):
                    factory.RequestedHeartbeat = TimeSpan.FromSeconds(33);
                    break;
                case nameof(factory.AutomaticRecoveryEnabled):
                    factory.AutomaticRecoveryEnabled = false;
                    break;
                case nameof(factory.TopologyRecoveryEnabled):
                    factory.TopologyRecoveryEnabled = false;
                    break;
                case nameof(factory.ContinuationTimeout):
                    factory.ContinuationTimeout = TimeSpan.FromSeconds(33);
                    break;
                case nameof(factory.HandshakeContinuationTimeout):
                    factory.HandshakeContinuationTimeout = TimeSpan.FromSeconds(33);
                    break;
                default:
                    factory.RequestedConnectionTimeout = TimeSpan.FromSeconds(33);
                    break;
            }
        });

        await publisher.PublishOrderPlacedAsync(new(1, "ann")).AsTask().WaitAsync(SoonEnough);

        Assert.Equal(2, broker.Connections.Count);
        Assert.Equal(10, broker.Connections[1].HeartbeatSeconds);
        await Eventually.HoldsAsync(() => logs.Of(2012).Count > 0, "the warning");
        Assert.Contains($"ConfigureConnection sets {property}, which GoQueue sets itself", Assert.Single(logs.Of(2012)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(ConnectionFactory.SocketFactory), "changes SocketFactory, which it must not: GoQueue's channels share the socket: remove it")]
    [InlineData(nameof(ConnectionFactory.EndpointResolverFactory), "changes EndpointResolverFactory, which it must not: set RabbitMQOptions.Endpoints instead")]
    [InlineData(nameof(ConnectionFactory.HostName), "changes Uri, HostName or Port, which it must not: give the address to UseRabbitMQ, and further nodes to RabbitMQOptions.Endpoints")]
    [InlineData(nameof(ConnectionFactory.Port), "changes Uri, HostName or Port, which it must not")]
    [InlineData(nameof(ConnectionFactory.Uri), "changes Uri, HostName or Port, which it must not")]
    [InlineData(nameof(ConnectionFactory.RequestedChannelMax), "the broker allows one channel per connection; GoQueue needs two")]
    public async Task What_this_library_cannot_work_with_is_refused_with_a_sentence(string property, string sentence)
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        using var logs = new Logs();
        await using GoQueuePublisher publisher = Create(broker.Uri.ToString(), logs, factory =>
        {
            switch (property)
            {
                case nameof(factory.SocketFactory):
                    factory.SocketFactory = static family => throw new NotSupportedException($"{family}");
                    break;
                case nameof(factory.EndpointResolverFactory):
                    factory.EndpointResolverFactory = static endpoints => new DefaultEndpointResolver(endpoints);
                    break;
                case nameof(factory.HostName):
                    factory.HostName = "other.example";
                    break;
                case nameof(factory.Port):
                    factory.Port = 1;
                    break;
                case nameof(factory.Uri):
                    factory.Uri = new Uri("amqp://guest:guest@other.example");
                    break;
                default:
                    factory.RequestedChannelMax = 1;
                    break;
            }
        });

        var failure = await Assert.ThrowsAsync<BrokerUnavailableException>(() => publisher.PublishOrderPlacedAsync(new(1, "ann")).AsTask().WaitAsync(SoonEnough));

        Assert.Contains(sentence, failure.Message, StringComparison.Ordinal);
        Assert.Empty(broker.Publishes);
    }

    [Theory]
    [InlineData("callback")]
    [InlineData("accepted errors")]
    [InlineData("server name")]
    public async Task Options_of_TLS_are_kept(string kind)
    {
        using TlsAuthority authority = TlsAuthority.Create();
        using X509Certificate2 certificate = TlsAuthority.Load(authority.IssueForLocalhost());
        await using ScriptedBroker broker = ScriptedBroker.Start(new() { Certificate = certificate });
        broker.OnPublish(static publish => publish.Ack());
        using var logs = new Logs();

        // 127.0.0.1 is not what the certificate names.
        await using GoQueuePublisher publisher = Create(broker.Uri.ToString(), logs, factory =>
        {
            switch (kind)
            {
                case "callback":
                    factory.Ssl.CertificateValidationCallback = (_, server, _, errors) => authority.IsTrusted(server, errors & ~SslPolicyErrors.RemoteCertificateNameMismatch);
                    break;
                case "accepted errors":
                    factory.Ssl.AcceptablePolicyErrors = SslPolicyErrors.RemoteCertificateNameMismatch | SslPolicyErrors.RemoteCertificateChainErrors;
                    break;
                default:
                    factory.Ssl.ServerName = "localhost";
                    factory.Ssl.AcceptablePolicyErrors = SslPolicyErrors.RemoteCertificateChainErrors;
                    break;
            }
        });

        await publisher.PublishOrderPlacedAsync(new(1, "ann")).AsTask().WaitAsync(SoonEnough);

        Assert.Single(broker.Publishes);
    }

    private static GoQueuePublisher Create(string uri, Logs logs, Action<ConnectionFactory> configure) => GoQueuePublisher.Create(goqueue => goqueue
        .UseRabbitMQ(uri, o => o.ConfigureConnection = configure)
        .UseLogging(logs)
        .Configure(static o => o.PublishTimeout = TimeSpan.FromSeconds(20)));
}
