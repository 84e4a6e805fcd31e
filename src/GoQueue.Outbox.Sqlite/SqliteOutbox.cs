using GoQueue.Outbox.Stores;

namespace GoQueue.Outbox.Sqlite;

/// <summary>The schema of an outbox in SQLite, as text.</summary>
public static class SqliteOutbox
{
    /// <summary>The script that creates the tables. It may be run again: it creates what is missing.</summary>
    /// <param name="tablePrefix">The prefix of the tables' names. Default: <c>goqueue_</c>.</param>
    /// <param name="publisher">The name of the publisher that the outbox belongs to; "" for the default publisher.</param>
    /// <returns>The script.</returns>
    /// <exception cref="ArgumentException">The prefix holds other characters than letters, digits and underscores.</exception>
    public static string Script(string tablePrefix = "goqueue_", string publisher = "")
    {
        ArgumentNullException.ThrowIfNull(publisher);
        return SchemaScript.Read(
            typeof(SqliteOutbox).Assembly,
            ("{prefix}", SchemaNames.Require(tablePrefix)),
            ("{publisher}", publisher.Replace("'", "''", StringComparison.Ordinal)));
    }
}
