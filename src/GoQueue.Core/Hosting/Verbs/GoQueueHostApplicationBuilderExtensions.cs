using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GoQueue;

/// <summary>Adds publishers to an application whose configuration says where its brokers are, as under Aspire.</summary>
public static class GoQueueHostApplicationBuilderExtensions
{
    /// <summary>
    /// Adds <see cref="IGoQueuePublisher"/> for a RabbitMQ, and its health check. Reads, later ones winning: the section <c>GoQueue</c>;
    /// <c>{NAME}_HOST</c> with <c>_PORT</c>, <c>_USERNAME</c>, <c>_PASSWORD</c>, or <c>{NAME}_URI</c>, or <c>ConnectionStrings:{name}</c> (all three are what
    /// Aspire injects for a resource of this name); <paramref name="configure"/>.
    /// </summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="connectionName">The name of the connection string, or of Aspire's resource.</param>
    /// <param name="configure">Changes what the configuration says, or null.</param>
    /// <returns>The publisher's builder, for middleware, retry and the rest.</returns>
    /// <exception cref="GoQueueConfigurationException">There is a default publisher already.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    public static GoQueueServiceBuilder AddGoQueue(this IHostApplicationBuilder builder, string connectionName, Action<GoQueueSettings>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return Finish(builder, builder.Services.AddGoQueue(connectionName), configure);
    }

    /// <summary>
    /// Adds a publisher with a name, <c>[FromKeyedServices("billing")] IGoQueuePublisher</c>, for the RabbitMQ of the connection string of the same name,
    /// and its health check. Besides <c>GoQueue</c> it reads the section <c>GoQueue:Publishers:{name}</c>.
    /// </summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">The name of the publisher and of its connection string.</param>
    /// <param name="configure">Changes what the configuration says, or null.</param>
    /// <returns>The publisher's builder.</returns>
    /// <exception cref="GoQueueConfigurationException">There is a publisher of this name already.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    public static GoQueueServiceBuilder AddKeyedGoQueue(this IHostApplicationBuilder builder, string name, Action<GoQueueSettings>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return Finish(builder, builder.Services.AddKeyedGoQueue(name, connectionName: name), configure);
    }

    private static GoQueueServiceBuilder Finish(IHostApplicationBuilder builder, GoQueueServiceBuilder publisher, Action<GoQueueSettings>? configure)
    {
        var settings = new GoQueueSettings();
        configure?.Invoke(settings);
        if (settings.ConnectionString is { } uri)
        {
            publisher.UseRabbitMQ(uri);
        }

        if (!settings.DisableHealthChecks)
        {
            builder.Services.AddHealthChecks().AddGoQueue(publisherName: publisher.Name);
        }

        return publisher;
    }
}
