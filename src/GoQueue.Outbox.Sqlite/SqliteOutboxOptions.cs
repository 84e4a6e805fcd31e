using GoQueue.Outbox.Stores;
using Microsoft.Data.Sqlite;

namespace GoQueue.Outbox.Sqlite;

/// <summary>Settings of an outbox in a SQLite file.</summary>
public sealed class SqliteOutboxOptions : OutboxOptions
{
    internal SqliteOutboxOptions(string connectionString) => ConnectionString = connectionString;

    /// <summary>The connection string of the file that the application writes to: <c>Data Source=shop.db</c>. A database in memory is refused.</summary>
    public string ConnectionString { get; set; }

    /// <summary>The prefix of the tables' names. Default: <c>goqueue_</c>, or <c>goqueue_{publisher}_</c>.</summary>
    public string? TablePrefix { get; set; }

    internal override string SchemaName(string? publisherName) => TablePrefix is { } own ? SchemaNames.Require(own) : $"{SchemaNames.Of(publisherName)}_";

    internal override void Check(string name)
    {
        base.Check(name);
        SqliteConnectionStringBuilder settings;
        try
        {
            settings = new SqliteConnectionStringBuilder(ConnectionString);
        }
        catch (ArgumentException exception)
        {
            throw new GoQueueConfigurationException($"The connection string of the outbox '{name}' cannot be read: {exception.Message}");
        }

        if (settings.Mode == SqliteOpenMode.Memory || settings.DataSource.Length == 0 || settings.DataSource.Contains(":memory:", StringComparison.OrdinalIgnoreCase))
        {
            throw new GoQueueConfigurationException($"The outbox '{name}' is in a SQLite database in memory, which no other connection sees and no restart keeps: use a file, \"Data Source=shop.db\".");
        }

        if (settings.Mode == SqliteOpenMode.ReadOnly)
        {
            throw new GoQueueConfigurationException($"The connection string of the outbox '{name}' is read-only: the relay deletes what it has published; leave Mode out.");
        }
    }
}
