using GoQueue.RabbitMQ.Tests;

[assembly: AssemblyFixture(typeof(BrokerFixture))]

namespace GoQueue.RabbitMQ.Tests;

/// <summary>Stops this process's node after the last test.</summary>
public sealed class BrokerFixture : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await TestBroker.StopAsync();
}
