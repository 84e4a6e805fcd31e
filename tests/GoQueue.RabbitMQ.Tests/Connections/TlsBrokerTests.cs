using GoQueue.RabbitMQ.Tests.Faults;
using GoQueue.RabbitMQ.Tests.Harness;
using RabbitMQ.Client;

namespace GoQueue.RabbitMQ.Tests.Connections;

/// <summary>TLS with a real broker: other tests of TLS use a scripted one.</summary>
[Collection(SecondFaultNode.Name)]
[Trait("Broker", "Compatibility")]
public sealed class TlsBrokerTests(FaultNode fault)
{
    [Fact]
    public async Task Messages_are_published_and_confirmed_through_TLS()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync(fault.Node.Control);
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareQueueAsync("all", "orders");
        await using GoQueuePublisher publisher = Publishers.Create(
            new Uri(fault.Node.TlsUri, vhost.Name).ToString(),
            o => o.ConfigureConnection = factory => factory.Ssl.CertificateValidationCallback = (_, server, _, errors) => fault.Authority.IsTrusted(server, errors));

        await Task.WhenAll(Enumerable.Range(0, 500).Select(number => publisher.PublishOrderPlacedAsync(new(number, "ann")).AsTask())).WaitAsync(TimeSpan.FromSeconds(60));

        IReadOnlyList<BasicGetResult> found = await vhost.DrainAsync("all");
        Assert.Equal(Enumerable.Range(0, 500), found.Select(Publishers.NumberOf).Order());
    }
}
