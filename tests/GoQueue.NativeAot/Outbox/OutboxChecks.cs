using GoQueue.InMemory;
using GoQueue.Outbox;
using GoQueue.Outbox.PostgreSql;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GoQueue.NativeAot.Outbox;

/// <summary>An outbox ahead of time: written in a SQLite transaction, relayed to the in-memory broker.</summary>
internal static class OutboxChecks
{
    public static async Task RunAsync(Checks checks)
    {
        var file = Path.Combine(Path.GetTempPath(), $"goqueue-aot-{Guid.NewGuid():N}.db");
        var broker = new InMemoryBroker().DeclareExchange("aot");
        broker.DeclareQueue("q");
        broker.Bind("q", "aot", "#");
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddGoQueue().UseInMemory(broker).UseSqliteOutbox($"Data Source={file};Pooling=false", static outbox => outbox.CreateSchema = SchemaCreation.IfMissing);

        // Never started: what its package needs is compiled.
        var unused = new ServiceCollection();
        unused.AddGoQueue().UseInMemory().UsePostgreSqlOutbox(static outbox => outbox.ConnectionString = "Host=127.0.0.1");
        await using (var provider = unused.BuildServiceProvider())
        {
            checks.That(provider.GetRequiredService<IGoQueueOutboxAdmin>() is not null, "the PostgreSQL outbox is built ahead of time");
        }

        checks.That(PostgreSqlOutbox.Script().Contains("create table", StringComparison.Ordinal), "the PostgreSQL outbox has its script ahead of time");
        using (var host = builder.Build())
        {
            await host.StartAsync();
            await using (var connection = new SqliteConnection($"Data Source={file};Pooling=false"))
            {
                await connection.OpenAsync();
                await using var transaction = await connection.BeginTransactionAsync();
                await host.Services.GetRequiredService<IGoQueueOutbox>().EnqueueAsync(transaction, new Compiled(Guid.Empty, "outbox", 3, Stage.Linked, null));
                await transaction.CommitAsync();
            }

            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (broker.Queue("q").Messages.Count == 0 && !patience.IsCancellationRequested)
            {
                await Task.Delay(10);
            }

            checks.That(broker.Queue("q").Messages.Count == 1, "an event written in a SQLite transaction is published after its commit");
            await host.StopAsync();
        }

        File.Delete(file);
    }
}
