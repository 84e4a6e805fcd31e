using GoQueue.Outbox.Hosting;
using GoQueue.Outbox.PostgreSql;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace GoQueue;

/// <summary>Adds an outbox in PostgreSQL to a publisher.</summary>
public static class GoQueuePostgreSqlOutboxExtensions
{
    private const int RelayConnections = 4;

    /// <summary>
    /// Adds <see cref="IGoQueueOutbox"/>, which writes events in transactions of the application's PostgreSQL database, and the
    /// relay that publishes them.
    /// </summary>
    /// <param name="builder">The publisher's builder.</param>
    /// <param name="configure">Changes settings, or null: then the container's <see cref="NpgsqlDataSource"/> is used.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="GoQueueConfigurationException">The publisher has an outbox already.</exception>
    public static GoQueueServiceBuilder UsePostgreSqlOutbox(this GoQueueServiceBuilder builder, Action<PostgreSqlOutboxOptions>? configure = null) =>
        Add(builder, name: null, configure);

    /// <summary>Adds one of several outboxes, each in a database of its own: one per tenant, for instance.</summary>
    /// <param name="builder">The publisher's builder.</param>
    /// <param name="name">The outbox's name, for metrics and the admin.</param>
    /// <param name="configure">Names the database.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="GoQueueConfigurationException">The publisher has an outbox of this name, or one without a name, already.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public static GoQueueServiceBuilder UsePostgreSqlOutbox(this GoQueueServiceBuilder builder, string name, Action<PostgreSqlOutboxOptions> configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(configure);
        return Add(builder, name, configure);
    }

    private static GoQueueServiceBuilder Add(GoQueueServiceBuilder builder, string? name, Action<PostgreSqlOutboxOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new PostgreSqlOutboxOptions();
        configure?.Invoke(options);
        OutboxRegistration.Add(builder, name, options, (services, schema) => MakeStore(services, options, schema));
        return builder;
    }

    private static PostgreSqlOutboxStore MakeStore(IServiceProvider services, PostgreSqlOutboxOptions options, string schema)
    {
        var dialect = new PostgreSqlDialect(schema);
        if (options.ConnectionString is { } connectionString)
        {
            var settings = new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = RelayConnections, ApplicationName = "GoQueue outbox", Enlist = false };
            var own = new NpgsqlSlimDataSourceBuilder(settings.ToString());
            own.EnableTransportSecurity();
            return new PostgreSqlOutboxStore(own.Build(), ownsDataSource: true, dialect, options.DurableReads);
        }

        var dataSource = options.DataSource?.Invoke(services)
            ?? services.GetService<NpgsqlDataSource>()
            ?? throw new GoQueueConfigurationException(
                "The outbox has no database: set ConnectionString or DataSource in UsePostgreSqlOutbox, or add an NpgsqlDataSource to the container.");
        return new PostgreSqlOutboxStore(dataSource, ownsDataSource: false, dialect, options.DurableReads);
    }
}
