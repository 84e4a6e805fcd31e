using System.Diagnostics.Metrics;
using GoQueue.Outbox.Diagnostics;
using GoQueue.Outbox.Stores;
using GoQueue.Outbox.Writing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace GoQueue.Outbox.Hosting;

/// <summary>The outboxes of one publisher, from their registration until the container builds them.</summary>
internal sealed class OutboxRegistration(string? publisherName)
{
    private readonly List<(string? Name, OutboxOptions Options, Func<IServiceProvider, string, SqlOutboxStore> MakeStore)> _outboxes = [];

    public string? PublisherName => publisherName;

    /// <summary>Adds an outbox to a publisher; the first one adds the services.</summary>
    /// <param name="builder">The publisher's builder.</param>
    /// <param name="name">The outbox's name among those of the publisher; null = the only one.</param>
    /// <param name="options">Its options.</param>
    /// <param name="makeStore">Makes the store; gets the schema's name.</param>
    public static void Add(GoQueueServiceBuilder builder, string? name, OutboxOptions options, Func<IServiceProvider, string, SqlOutboxStore> makeStore)
    {
        var registration = Find(builder.Services, builder.Name);
        if (registration is null)
        {
            registration = new OutboxRegistration(builder.Name);
            AddServices(builder.Services, registration);
        }

        if (registration._outboxes.Exists(one => one.Name == name || one.Name is null || name is null))
        {
            throw new GoQueueConfigurationException(
                "The publisher has an outbox already: give each of several outboxes a name of its own, one per database, UsePostgreSqlOutbox(\"tenant-1\", …).");
        }

        registration._outboxes.Add((name, options, makeStore));
    }

    public static OutboxRegistration? Find(IServiceCollection services, string? publisherName)
    {
        foreach (var service in services)
        {
            if (service is { IsKeyedService: false, ImplementationInstance: OutboxRegistration found } && found.PublisherName == publisherName)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>Makes the outboxes. Throws for settings that cannot be.</summary>
    public OutboxDatabases Build(IServiceProvider services)
    {
        var time = PublisherOf(services).Settings.Time;
        var logger = services.GetService<ILoggerFactory>()?.CreateLogger(OutboxLog.Category) ?? NullLogger.Instance;
        var instances = new List<OutboxInstance>();
        string? schema = null;
        foreach (var (name, options, makeStore) in _outboxes)
        {
            var full = name ?? publisherName ?? "default";
            options.Check(full);
            var own = options.SchemaName(publisherName);
            if (schema is not null && schema != own)
            {
                throw new GoQueueConfigurationException($"The outboxes of one publisher have tables of different names ('{schema}', '{own}'): give all its databases one name.");
            }

            schema = own;
            var store = makeStore(services, own);
            instances.Add(new OutboxInstance(full, publisherName, options, store, new RelayMonitor(full, logger, services.GetService<IMeterFactory>(), time)));
        }

        if (instances.Select(static one => one.Store.Dialect.GetType()).Distinct().Count() > 1)
        {
            throw new GoQueueConfigurationException("The outboxes of one publisher are in databases of different kinds: use a publisher for each kind.");
        }

        return new OutboxDatabases(publisherName, instances);
    }

    public GoQueuePublisher PublisherOf(IServiceProvider services) => publisherName is null
        ? services.GetRequiredService<GoQueuePublisher>()
        : services.GetRequiredKeyedService<GoQueuePublisher>(publisherName);

    public OutboxDatabases DatabasesOf(IServiceProvider services) => publisherName is null
        ? services.GetRequiredService<OutboxDatabases>()
        : services.GetRequiredKeyedService<OutboxDatabases>(publisherName);

    private static void AddServices(IServiceCollection services, OutboxRegistration registration)
    {
        services.AddSingleton(registration);
        if (registration.PublisherName is { } name)
        {
            services.AddKeyedSingleton(name, (provider, _) => registration.Build(provider));
            services.TryAddKeyedSingleton<IGoQueueOutbox>(name, (provider, _) => new OutboxWriter(registration.PublisherOf(provider), registration.DatabasesOf(provider)));
            services.TryAddKeyedSingleton<IGoQueueOutboxAdmin>(name, (provider, _) => new OutboxAdmin(registration.DatabasesOf(provider)));
        }
        else
        {
            services.AddSingleton(registration.Build);
            services.TryAddSingleton<IGoQueueOutbox>(provider => new OutboxWriter(registration.PublisherOf(provider), registration.DatabasesOf(provider)));
            services.TryAddSingleton<IGoQueueOutboxAdmin>(provider => new OutboxAdmin(registration.DatabasesOf(provider)));
        }

        services.AddSingleton<IHostedService>(provider => new OutboxHostedService(provider, registration));
    }
}
