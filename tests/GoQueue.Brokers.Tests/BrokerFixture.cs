using GoQueue.Brokers.Tests;

[assembly: AssemblyFixture(typeof(BrokerFixture))]

namespace GoQueue.Brokers.Tests;

/// <summary>
/// Stops this process's node after the last test. The pattern for every test project: tests call <c>TestVhost.CreateAsync()</c>,
/// which starts the node when the first of them needs it; a run without such tests starts none.
/// </summary>
public sealed class BrokerFixture : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await TestBroker.StopAsync();
}
