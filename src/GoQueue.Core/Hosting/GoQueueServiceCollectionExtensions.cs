using GoQueue.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GoQueue;

/// <summary>
/// Adds publishers to a container. A publisher is a singleton; a host builds it at start, so that wrong settings fail there, and drains and closes it
/// after all other services have stopped.
/// </summary>
public static class GoQueueServiceCollectionExtensions
{
    /// <summary>Adds <see cref="IGoQueuePublisher"/>. Choose its transport on the builder: <c>.UseRabbitMQ(…)</c> or <c>.UseInMemory()</c>.</summary>
    /// <param name="services">The container's services.</param>
    /// <param name="configure">Changes settings, or null.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="GoQueueConfigurationException">There is a default publisher already.</exception>
    public static GoQueueServiceBuilder AddGoQueue(this IServiceCollection services, Action<GoQueueOptions>? configure = null) =>
        Add(services, null, null, null, configure);

    /// <summary>
    /// Adds <see cref="IGoQueuePublisher"/> with the settings of a configuration section: those of <see cref="GoQueueOptions"/> at its top, those of
    /// <see cref="RabbitMQ.RabbitMQOptions"/> in <c>RabbitMQ</c>. With <c>RabbitMQ:Uri</c> in it no transport has to be chosen.
    /// </summary>
    /// <param name="services">The container's services.</param>
    /// <param name="section">The section: <c>configuration.GetSection("GoQueue")</c>. Read when the publisher is built; a key that is no option is an error.</param>
    /// <param name="configure">Changes settings after the section, or null.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="GoQueueConfigurationException">There is a default publisher already.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="section"/> is <see langword="null"/>.</exception>
    public static GoQueueServiceBuilder AddGoQueue(this IServiceCollection services, IConfigurationSection section, Action<GoQueueOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(section);
        return Add(services, null, section, null, configure);
    }

    /// <summary>
    /// Adds <see cref="IGoQueuePublisher"/> for the RabbitMQ of a connection string. Settings come from the configuration's section <c>GoQueue</c>, if it
    /// has one; the connection string wins over a URI there.
    /// </summary>
    /// <param name="services">The container's services; the container must have an <see cref="IConfiguration"/>, as every host has.</param>
    /// <param name="connectionName">The connection string's name: <c>rabbitmq</c> for <c>ConnectionStrings:rabbitmq</c>.</param>
    /// <param name="configure">Changes settings after the configuration, or null.</param>
    /// <returns>The builder. A transport chosen on it wins.</returns>
    /// <exception cref="GoQueueConfigurationException">There is a default publisher already.</exception>
    /// <exception cref="ArgumentException"><paramref name="connectionName"/> is <see langword="null"/> or empty.</exception>
    public static GoQueueServiceBuilder AddGoQueue(this IServiceCollection services, string connectionName, Action<GoQueueOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionName);
        return Add(services, null, null, connectionName, configure);
    }

    /// <summary>Adds a publisher with a name, for <c>[FromKeyedServices("billing")] IGoQueuePublisher</c>. Choose its transport on the builder.</summary>
    /// <param name="services">The container's services.</param>
    /// <param name="name">The publisher's name, its key in the container.</param>
    /// <param name="configure">Changes settings, or null.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="GoQueueConfigurationException">There is a publisher of this name already.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is <see langword="null"/> or empty.</exception>
    public static GoQueueServiceBuilder AddKeyedGoQueue(this IServiceCollection services, string name, Action<GoQueueOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Add(services, name, null, null, configure);
    }

    /// <summary>Adds a publisher with a name and the settings of a configuration section.</summary>
    /// <param name="services">The container's services.</param>
    /// <param name="name">The publisher's name, its key in the container.</param>
    /// <param name="section">The section. Read when the publisher is built; a key that is no option is an error.</param>
    /// <param name="configure">Changes settings after the section, or null.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="GoQueueConfigurationException">There is a publisher of this name already.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is <see langword="null"/> or empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="section"/> is <see langword="null"/>.</exception>
    public static GoQueueServiceBuilder AddKeyedGoQueue(
        this IServiceCollection services, string name, IConfigurationSection section, Action<GoQueueOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(section);
        return Add(services, name, section, null, configure);
    }

    /// <summary>
    /// Adds a publisher with a name for the RabbitMQ of a connection string. Settings come from the configuration's sections <c>GoQueue</c> and, winning,
    /// <c>GoQueue:Publishers:{name}</c>.
    /// </summary>
    /// <param name="services">The container's services; the container must have an <see cref="IConfiguration"/>, as every host has.</param>
    /// <param name="name">The publisher's name, its key in the container.</param>
    /// <param name="connectionName">The connection string's name.</param>
    /// <param name="configure">Changes settings after the configuration, or null.</param>
    /// <returns>The builder. A transport chosen on it wins.</returns>
    /// <exception cref="GoQueueConfigurationException">There is a publisher of this name already.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> or <paramref name="connectionName"/> is <see langword="null"/> or empty.</exception>
    public static GoQueueServiceBuilder AddKeyedGoQueue(
        this IServiceCollection services, string name, string connectionName, Action<GoQueueOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(connectionName);
        return Add(services, name, null, connectionName, configure);
    }

    private static GoQueueServiceBuilder Add(
        IServiceCollection services, string? name, IConfigurationSection? section, string? connectionName, Action<GoQueueOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        var registration = new PublisherRegistration(name, section, connectionName);
        PublisherRegistry.Of(services).Add(registration);
        if (configure is not null)
        {
            registration.Setup.Options.Add(configure);
        }

        services.AddOptions<GoQueueOptions>(registration.OptionsName)
            .Configure<IServiceProvider>((options, provider) => registration.Configured(provider)?.Bind(options));
        if (name is null)
        {
            services.AddSingleton(registration.Build);
            services.TryAddSingleton<IGoQueuePublisher>(static provider => provider.GetRequiredService<GoQueuePublisher>());
            services.TryAddSingleton(static provider => provider.GetRequiredService<GoQueuePublisher>().Background);
        }
        else
        {
            services.AddKeyedSingleton(name, (provider, _) => registration.Build(provider));
            services.TryAddKeyedSingleton<IGoQueuePublisher>(name, static (provider, key) => provider.GetRequiredKeyedService<GoQueuePublisher>(key));
            services.TryAddKeyedSingleton(name, static (provider, key) => provider.GetRequiredKeyedService<GoQueuePublisher>(key).Background);
        }

        return new GoQueueServiceBuilder(services, registration.Setup, name);
    }
}
