using GoQueue.Formats;
using Microsoft.Data.Sqlite;
using Shop.Events;

namespace Consumer;

/// <summary>The work: a table of orders, and a table of the ids of messages whose work is done.</summary>
internal static class Orders
{
    public static async Task CreateTablesAsync(SqliteConnection database)
    {
        await using var command = database.CreateCommand();
        command.CommandText = "CREATE TABLE orders (number INTEGER PRIMARY KEY, total TEXT NOT NULL, state TEXT NOT NULL); CREATE TABLE inbox (message_id TEXT PRIMARY KEY)";
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Whether this message is new. Its id becomes visible together with its work.</summary>
    public static async Task<bool> TryBeginAsync(SqliteTransaction transaction, string? messageId) =>
        messageId is null || await ExecuteAsync(transaction, "INSERT INTO inbox VALUES ($1) ON CONFLICT DO NOTHING", messageId) == 1;

    public static async ValueTask PlaceAsync(ReadMessage<OrderPlaced> message, SqliteTransaction transaction, CancellationToken cancellationToken) =>
        await ExecuteAsync(transaction, "INSERT INTO orders VALUES ($1, $2, 'placed')", message.Message.Number, message.Message.Total);

    public static async ValueTask CancelAsync(ReadMessage<OrderCancelled> message, SqliteTransaction transaction, CancellationToken cancellationToken)
    {
        if (await ExecuteAsync(transaction, "UPDATE orders SET state = 'cancelled' WHERE number = $1", message.Message.Number) == 0)
        {
            throw new InvalidOperationException($"There is no order {message.Message.Number}.");
        }
    }

    public static async Task<long> CountAsync(SqliteConnection database, string state)
    {
        await using var command = database.CreateCommand();
        command.CommandText = "SELECT count(*) FROM orders WHERE state = $1";
        command.Parameters.AddWithValue("$1", state);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<int> ExecuteAsync(SqliteTransaction transaction, string sql, params object[] values)
    {
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue($"${i + 1}", values[i]);
        }

        return await command.ExecuteNonQueryAsync();
    }
}
