using GoQueue.RabbitMQ.Tests.Harness;

[assembly: AssemblyFixture(typeof(BrokerFixture))]

namespace GoQueue.RabbitMQ.Tests.Harness;

/// <summary>Prints the version under test before the first test, and stops this process's node after the last one.</summary>
public sealed class BrokerFixture : IAsyncLifetime
{
    public async ValueTask InitializeAsync() => Console.WriteLine($"  RabbitMQ:    {await TestBroker.DescribeAsync()}");

    public async ValueTask DisposeAsync() => await TestBroker.StopAsync();
}
