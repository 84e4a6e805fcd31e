using GoQueue.Outbox.Hosting;
using GoQueue.Outbox.Sqlite;

namespace GoQueue;

/// <summary>Adds an outbox in SQLite to a publisher.</summary>
public static class GoQueueSqliteOutboxExtensions
{
    /// <summary>Adds <see cref="IGoQueueOutbox"/>, which writes events in transactions of the application's SQLite file, and the relay that publishes them.</summary>
    /// <param name="builder">The publisher's builder.</param>
    /// <param name="connectionString">The connection string that the application uses: <c>Data Source=shop.db</c>.</param>
    /// <param name="configure">Changes settings, or null.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="GoQueueConfigurationException">The publisher has an outbox already.</exception>
    /// <exception cref="ArgumentException"><paramref name="connectionString"/> is null or empty.</exception>
    public static GoQueueServiceBuilder UseSqliteOutbox(this GoQueueServiceBuilder builder, string connectionString, Action<SqliteOutboxOptions>? configure = null) =>
        Add(builder, name: null, connectionString, configure);

    /// <summary>Adds one of several outboxes, in SQLite files of their own.</summary>
    /// <param name="builder">The publisher's builder.</param>
    /// <param name="name">The outbox's name, for metrics and the admin.</param>
    /// <param name="connectionString">The connection string that the application uses for this file.</param>
    /// <param name="configure">Changes settings, or null.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="GoQueueConfigurationException">The publisher has an outbox of this name, or one without a name, already.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> or <paramref name="connectionString"/> is null or empty.</exception>
    public static GoQueueServiceBuilder UseSqliteOutbox(
        this GoQueueServiceBuilder builder, string name, string connectionString, Action<SqliteOutboxOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Add(builder, name, connectionString, configure);
    }

    private static GoQueueServiceBuilder Add(GoQueueServiceBuilder builder, string? name, string connectionString, Action<SqliteOutboxOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        var options = new SqliteOutboxOptions(connectionString);
        configure?.Invoke(options);
        OutboxRegistration.Add(builder, name, options, (_, prefix) => new SqliteOutboxStore(options.ConnectionString, new SqliteDialect(prefix)));
        return builder;
    }
}
