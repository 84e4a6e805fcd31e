using GoQueue.Brokers.Tests;

[assembly: AssemblyFixture(typeof(BrokerFixture))]

namespace GoQueue.Brokers.Tests;

/// <summary>
/// Prints the version under test before the first test, and stops this process's node after the last one. The pattern for every test
/// project: tests call <c>TestVhost.CreateAsync()</c>, which starts the node when the first of them needs it; a run without such tests
/// starts none.
/// </summary>
public sealed class BrokerFixture : IAsyncLifetime
{
    public async ValueTask InitializeAsync() => Console.WriteLine($"  RabbitMQ:    {await TestBroker.DescribeAsync()}");

    public async ValueTask DisposeAsync() => await TestBroker.StopAsync();
}
