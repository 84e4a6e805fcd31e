namespace GoQueue.Brokers.Tests;

/// <summary>A node that the tests of one class may kill and close connections of: they run one after the other.</summary>
public sealed class PrivateNodeFixture : IAsyncLifetime
{
    public TlsAuthority Authority { get; } = TlsAuthority.Create();

    public PrivateRabbitMqNode Node { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Node = await PrivateRabbitMqNode.StartAsync(new() { Tls = Authority.IssueForLocalhost() });

    public async ValueTask DisposeAsync()
    {
        if (Node is not null)
        {
            await Node.DisposeAsync();
        }

        Authority.Dispose();
    }
}
