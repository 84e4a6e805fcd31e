using GoQueue.Outbox.Stores;
using Npgsql;

namespace GoQueue.Outbox.PostgreSql;

/// <summary>Settings of an outbox in PostgreSQL.</summary>
public sealed class PostgreSqlOutboxOptions : OutboxOptions
{
    internal PostgreSqlOutboxOptions()
    {
    }

    /// <summary>
    /// The connection string of the relay's own connections, a pool of four. Default: <see langword="null"/>, those of
    /// <see cref="DataSource"/> or of the container's <see cref="NpgsqlDataSource"/>.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>Finds the data source of the relay's connections. Default: <see langword="null"/>, the container's <see cref="NpgsqlDataSource"/>.</summary>
    public Func<IServiceProvider, NpgsqlDataSource>? DataSource { get; set; }

    /// <summary>The schema of the tables, lower-case letters, digits and underscores. Default: <c>goqueue</c>, or <c>goqueue_{publisher}</c>.</summary>
    public string? Schema { get; set; }

    /// <summary>
    /// Whether the relay publishes only what a crash of the database cannot take back: with <c>synchronous_commit = off</c>
    /// a transaction is visible before it is on disk. Default: <see langword="true"/>.
    /// </summary>
    public bool DurableReads { get; set; } = true;

    internal override string SchemaName(string? publisherName) => Schema is { } own ? SchemaNames.Require(own) : SchemaNames.Of(publisherName);

    internal override void Check(string name)
    {
        base.Check(name);
        Require(ConnectionString is null || DataSource is null, name, nameof(DataSource), "null if there is a ConnectionString");
    }
}
