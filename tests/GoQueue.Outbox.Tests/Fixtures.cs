using GoQueue.Outbox.Tests;
using GoQueue.Outbox.Tests.Databases;

[assembly: AssemblyFixture(typeof(Fixtures))]

namespace GoQueue.Outbox.Tests;

/// <summary>Stops this process's servers after the last test.</summary>
public sealed class Fixtures : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await PostgreSqlServer.StopAsync();
        await TestBroker.StopAsync();
    }
}
