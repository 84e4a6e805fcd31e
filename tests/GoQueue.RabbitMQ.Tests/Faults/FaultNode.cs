namespace GoQueue.RabbitMQ.Tests.Faults;

/// <summary>A node that the tests of one class may kill, freeze and starve: they run one after the other.</summary>
public sealed class FaultNode : IAsyncLifetime
{
    public TlsAuthority Authority { get; } = TlsAuthority.Create();

    public PrivateRabbitMqNode Node { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Node = await PrivateRabbitMqNode.StartAsync(new()
    {
        Tls = Authority.IssueForLocalhost(),
        Plugins = ["rabbitmq_auth_mechanism_ssl"],
        Configuration = ["auth_mechanisms.1 = PLAIN", "auth_mechanisms.2 = AMQPLAIN", "auth_mechanisms.3 = EXTERNAL", "ssl_cert_login_from = common_name"],
    });

    public async ValueTask DisposeAsync()
    {
        if (Node is not null)
        {
            await Node.DisposeAsync();
        }

        Authority.Dispose();
    }
}
