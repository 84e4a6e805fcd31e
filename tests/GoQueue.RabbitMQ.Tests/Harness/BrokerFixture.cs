using GoQueue.RabbitMQ.Tests.Harness;

[assembly: AssemblyFixture(typeof(BrokerFixture))]

namespace GoQueue.RabbitMQ.Tests.Harness;

/// <summary>Stops this process's node after the last test.</summary>
public sealed class BrokerFixture : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await TestBroker.StopAsync();
}
