using System.Data.Common;
using System.Transactions;
using GoQueue.Outbox.Tests.Databases;

namespace GoQueue.Outbox.Tests;

/// <summary>The outbox in SQLite.</summary>
[Trait("Speed", "Quick")]
public sealed class SqliteOutboxTests() : OutboxTests(SqliteDatabase.CreateAsync)
{
    [Fact]
    public async Task SQLite_ignores_a_transaction_scope_so_that_the_outbox_refuses_it()
    {
        await using OutboxScene scene = await OutboxScene.StartAsync(Database);
        await using DbConnection connection = await Database.OpenAsync();
        using var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled);

        OutboxTransactionException refused = await Assert.ThrowsAsync<OutboxTransactionException>(
            async () => await scene.Outbox.EnqueueAsync(EnqueueTarget.Ambient(connection), new OrderPlaced("anna", 1)));

        Assert.Contains("SQLite", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, await Database.PendingAsync());
    }

    [Theory]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=shop;Mode=Memory;Cache=Shared")]
    [InlineData("")]
    public async Task A_database_in_memory_is_a_start_up_error(string connectionString)
    {
        GoQueueConfigurationException refused = await Assert.ThrowsAsync<GoQueueConfigurationException>(() => OutboxScene.StartAsync(
            Database, options: options => ((GoQueue.Outbox.Sqlite.SqliteOutboxOptions)options).ConnectionString = connectionString));

        Assert.Contains("in memory", refused.Message, StringComparison.Ordinal);
    }
}
