using System.Data.Common;
using System.Transactions;
using GoQueue.Outbox.Tests.Databases;
using Npgsql;

namespace GoQueue.Outbox.Tests;

/// <summary>The outbox in PostgreSQL.</summary>
public sealed class PostgreSqlOutboxTests() : OutboxTests(PostgreSqlDatabase.CreateAsync)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_transaction_scope_decides_even_if_the_connection_does_not_enlist_by_itself(bool completes)
    {
        await using OutboxScene scene = await OutboxScene.StartAsync(Database);
        await using var connection = new NpgsqlConnection($"{((PostgreSqlDatabase)Database).ConnectionString};Enlist=false");
        await connection.OpenAsync();
        using (var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            await scene.Outbox.EnqueueAsync(EnqueueTarget.Ambient(connection), new OrderPlaced("anna", 1));
            if (completes)
            {
                scope.Complete();
            }
        }

        await scene.PlaceAsync(new OrderPlaced("anna", 2));
        await scene.IsEmptyAsync();
        Assert.Equal(completes ? [1, 2] : [2], scene.Numbers());
    }

    [Fact]
    public async Task A_batch_of_commands_takes_the_event_along()
    {
        await using OutboxScene scene = await OutboxScene.StartAsync(Database);
        await using DbConnection connection = await Database.OpenAsync();
        await using (DbTransaction transaction = await connection.BeginTransactionAsync())
        {
            await using DbBatch batch = connection.CreateBatch();
            batch.Transaction = transaction;
            DbBatchCommand command = batch.CreateBatchCommand();
            command.CommandText = "insert into orders values (1, 'anna')";
            batch.BatchCommands.Add(command);
            await scene.Outbox.EnqueueAsync(batch, new OrderPlaced("anna", 1));
            await batch.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
        }

        await scene.IsEmptyAsync();
        Assert.Equal([1], scene.Numbers());
        Assert.Equal(1, await Database.CountAsync("orders"));
    }

    [Fact]
    public async Task An_aborted_transaction_gets_no_event_and_is_told_so()
    {
        await using OutboxScene scene = await OutboxScene.StartAsync(Database);
        await scene.PlaceAsync(new OrderPlaced("anna", 1));
        await using DbConnection connection = await Database.OpenAsync();
        await using DbTransaction transaction = await connection.BeginTransactionAsync();
        await Assert.ThrowsAsync<PostgresException>(() => TestDatabase.ExecuteAsync(connection, transaction, "insert into orders values (1, 'again')"));

        OutboxUnavailableException failed = await Assert.ThrowsAsync<OutboxUnavailableException>(
            async () => await scene.Outbox.EnqueueAsync(transaction, new OrderPlaced("anna", 2)));

        Assert.Contains("aborted", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transaction_of_another_database_is_refused()
    {
        await using OutboxScene scene = await OutboxScene.StartAsync(Database);
        await using TestDatabase other = await PostgreSqlDatabase.CreateAsync();
        await using (await OutboxScene.StartAsync(other))
        {
        }

        await using DbConnection connection = await other.OpenAsync();
        await using DbTransaction transaction = await connection.BeginTransactionAsync();

        OutboxTransactionException refused = await Assert.ThrowsAsync<OutboxTransactionException>(
            async () => await scene.Outbox.EnqueueAsync(transaction, new OrderPlaced("anna", 1)));

        Assert.Contains("no relay of this publisher reads", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_serialization_failure_reaches_the_callers_own_retry()
    {
        await using OutboxScene scene = await OutboxScene.StartAsync(Database);
        Assert.Null(scene.Instance.Store.Dialect.Advice(new PostgresException("x", "ERROR", "ERROR", "40001")));
        Assert.Null(scene.Instance.Store.Dialect.Advice(new PostgresException("x", "ERROR", "ERROR", "40P01")));
    }

    [Fact]
    public async Task A_cached_sequence_is_a_start_up_error()
    {
        await using (await OutboxScene.StartAsync(Database))
        {
        }

        await Database.ExecuteAsync("alter table goqueue.outbox alter id set cache 10");

        GoQueueConfigurationException refused = await Assert.ThrowsAsync<GoQueueConfigurationException>(() => OutboxScene.StartAsync(Database));
        Assert.Contains("CACHE 10", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Late_commits_keep_the_order_of_their_keys()
    {
        await using OutboxScene scene = await OutboxScene.StartAsync(Database);

        // A stays open with the first id while another key goes by; B begins when A has committed.
        for (int round = 0; round < 50; round++)
        {
            await using DbConnection connection = await Database.OpenAsync();
            await using DbTransaction open = await connection.BeginTransactionAsync();
            await scene.Outbox.EnqueueAsync(open, new OrderPlaced("anna", round * 2));
            await scene.PlaceAllAsync([new OrderPlaced($"other {round}", 1_000_000 + round)]);
            await scene.Harness.WaitForAsync<OrderPlaced>((round * 3) + 1);
            await open.CommitAsync();
            await scene.PlaceAllAsync([new OrderPlaced("anna", (round * 2) + 1)]);
            await scene.Harness.WaitForAsync<OrderPlaced>((round * 3) + 3);
        }

        await scene.IsEmptyAsync();
        Assert.Equal(Enumerable.Range(0, 100), scene.Numbers("anna"));
    }
}
