using System.Security.Cryptography.X509Certificates;
using GoQueue.RabbitMQ.Tests.Faults;
using GoQueue.RabbitMQ.Tests.Harness;
using GoQueue.Transports.RabbitMQ.Connections;
using RabbitMQ.Client;

namespace GoQueue.RabbitMQ.Tests.Connections;

/// <summary>A client that identifies itself by a certificate, through each option of <see cref="SslOption"/>, at a real broker.</summary>
[Covers<BrokerConnector>]
[Collection(SecondFaultNode.Name)]
public sealed class ClientCertificateTests(FaultNode fault)
{
    private const string User = "invoice-service";

    [Theory]
    [InlineData("file")]
    [InlineData("collection")]
    [InlineData("selection")]
    [InlineData("context")]
    public async Task A_login_by_certificate_publishes_as_the_user_of_its_name(string option)
    {
        await using TestVhost vhost = await CreateVhostAsync();
        using X509Certificate2 certificate = TlsAuthority.Load(fault.Authority.IssueForClient(User));
        string file = Path.ChangeExtension(fault.Authority.AuthorityFile, $".{option}.pfx");
        await using GoQueuePublisher publisher = Create(vhost, ssl =>
        {
            switch (option)
            {
                case "file":
                    File.WriteAllBytes(file, certificate.Export(X509ContentType.Pkcs12, "pa55"));
                    (ssl.CertPath, ssl.CertPassphrase) = (file, "pa55");
                    break;
                case "collection":
                    ssl.Certs = [certificate];
                    break;
                case "selection":
                    ssl.CertificateSelectionCallback = (_, _, _, _, _) => certificate;
                    break;
                default:
                    ssl.ClientCertificateContext = System.Net.Security.SslStreamCertificateContext.Create(certificate, [fault.Authority.Certificate], offline: true);
                    break;
            }
        });

        await publisher.PublishOrderPlacedAsync(new(1, "ann")).AsTask().WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Contains(User, await fault.Node.RabbitMqCtlAsync("list_connections", "user", "vhost"), StringComparison.Ordinal);
        Assert.Single(await vhost.DrainAsync("all"));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("stranger")]
    [InlineData("unknown user")]
    public async Task A_login_without_the_right_certificate_is_refused_and_sends_nothing(string kind)
    {
        await using TestVhost vhost = await CreateVhostAsync();
        using TlsAuthority stranger = TlsAuthority.Create();
        using X509Certificate2 certificate = TlsAuthority.Load((kind == "stranger" ? stranger : fault.Authority).IssueForClient(kind == "unknown user" ? "nobody-knows" : User));
        await using GoQueuePublisher publisher = Create(vhost, ssl => ssl.Certs = kind == "none" ? null : [certificate], TimeSpan.FromSeconds(3));

        var failure = await Assert.ThrowsAnyAsync<PublishException>(() => publisher.PublishOrderPlacedAsync(new(1, "ann")).AsTask().WaitAsync(TimeSpan.FromSeconds(60)));

        Assert.Equal(PublishOutcome.NotSent, failure.Outcome);
        Assert.Contains(kind == "stranger" ? "check that the client's certificate is valid" : "refused the login", failure.Message, StringComparison.Ordinal);
        Assert.Empty(await vhost.DrainAsync("all"));
    }

    private async Task<TestVhost> CreateVhostAsync()
    {
        TestVhost vhost = await TestVhost.CreateAsync(fault.Node.Control);
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareQueueAsync("all", "orders");
        if (!(await fault.Node.RabbitMqCtlAsync("list_users")).Contains(User, StringComparison.Ordinal))
        {
            await fault.Node.RabbitMqCtlAsync("add_user", User, "unused");
        }

        await fault.Node.RabbitMqCtlAsync("set_permissions", "-p", vhost.Name, User, ".*", ".*", ".*");
        return vhost;
    }

    private GoQueuePublisher Create(TestVhost vhost, Action<SslOption> configure, TimeSpan? timeout = null) => Publishers.Create(
        new UriBuilder(new Uri(fault.Node.TlsUri, vhost.Name)) { UserName = "", Password = "" }.Uri.ToString(),
        o => o.ConfigureConnection = factory =>
        {
            factory.AuthMechanisms = [new ExternalMechanismFactory()];
            factory.Ssl.CertificateValidationCallback = (_, server, _, errors) => fault.Authority.IsTrusted(server, errors);
            configure(factory.Ssl);
        },
        options => options.PublishTimeout = timeout ?? TimeSpan.FromSeconds(60));
}
