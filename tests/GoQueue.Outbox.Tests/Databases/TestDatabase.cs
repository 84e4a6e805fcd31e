using System.Data.Common;
using GoQueue.Outbox.Stores;

namespace GoQueue.Outbox.Tests.Databases;

/// <summary>A database of one test, with a table of its own beside the outbox.</summary>
public abstract class TestDatabase : IAsyncDisposable
{
    /// <summary>A connection that the caller opens and disposes.</summary>
    public abstract DbConnection CreateConnection();

    /// <summary>Registers the outbox as a user does.</summary>
    public abstract void Use(GoQueueServiceBuilder builder, Action<OutboxOptions>? configure = null);

    internal abstract SqlOutboxStore CreateStore();

    internal abstract string Prefix { get; }

    public abstract ValueTask DisposeAsync();

    public async Task<DbConnection> OpenAsync()
    {
        DbConnection connection = CreateConnection();
        await connection.OpenAsync();
        return connection;
    }

    public async Task ExecuteAsync(string text)
    {
        await using DbConnection connection = await OpenAsync();
        await ExecuteAsync(connection, null, text);
    }

    public static async Task ExecuteAsync(DbConnection connection, DbTransaction? transaction, string text)
    {
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = text;
        command.Transaction = transaction;
        await command.ExecuteNonQueryAsync();
    }

    public async Task<long> CountAsync(string table)
    {
        await using DbConnection connection = await OpenAsync();
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = $"select count(*) from {table}";
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    public Task<long> PendingAsync() => CountAsync($"{Prefix}outbox");

    public Task<long> HeldAsync(string condition = "1 = 1") => CountAsync($"{Prefix}outbox_held where {condition}");
}
