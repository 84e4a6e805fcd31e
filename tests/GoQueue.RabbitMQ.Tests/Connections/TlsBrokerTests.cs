using RabbitMQ.Client;

namespace GoQueue.RabbitMQ.Tests.Connections;

/// <summary>TLS with a real broker: other tests of TLS use a scripted one.</summary>
[Trait("Broker", "Compatibility")]
public sealed class TlsBrokerTests
{
    [Fact]
    public async Task Messages_are_published_and_confirmed_through_TLS()
    {
        using TlsAuthority authority = TlsAuthority.Create();
        await using PrivateRabbitMqNode node = await PrivateRabbitMqNode.StartAsync(new() { Tls = authority.IssueForLocalhost() });
        await using TestVhost vhost = await TestVhost.CreateAsync(node.Control);
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareQueueAsync("all", "orders");
        await using GoQueuePublisher publisher = Publishers.Create(
            new Uri(node.TlsUri, vhost.Name).ToString(),
            o => o.ConfigureConnection = factory => factory.Ssl.CertificateValidationCallback = (_, server, _, errors) => authority.IsTrusted(server, errors));

        await Task.WhenAll(Enumerable.Range(0, 500).Select(number => publisher.PublishOrderPlacedAsync(new(number, "ann")).AsTask())).WaitAsync(TimeSpan.FromSeconds(60));

        IReadOnlyList<BasicGetResult> found = await vhost.DrainAsync("all");
        Assert.Equal(Enumerable.Range(0, 500), found.Select(Publishers.NumberOf).Order());
    }
}
