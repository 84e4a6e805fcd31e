using GoQueue.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GoQueue;

/// <summary>Adds publishers to a container.</summary>
public static class GoQueueServiceCollectionExtensions
{
    /// <summary>Adds <see cref="IGoQueuePublisher"/> as a singleton. Choose its transport on the builder: <c>.UseRabbitMQ(…)</c> or <c>.UseInMemory()</c>.</summary>
    /// <param name="services">The container's services.</param>
    /// <param name="configure">Changes settings, or null.</param>
    /// <returns>The builder.</returns>
    public static GoQueueServiceBuilder AddGoQueue(this IServiceCollection services, Action<GoQueueOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var setup = new PublisherSetup();
        if (configure is not null)
        {
            setup.Options.Add(configure);
        }

        services.TryAddSingleton(provider =>
        {
            setup.Services = provider;
            return new GoQueuePublisher(setup);
        });
        services.TryAddSingleton<IGoQueuePublisher>(static provider => provider.GetRequiredService<GoQueuePublisher>());
        services.AddHostedService(static provider => new GoQueueHostedService(provider.GetRequiredService<GoQueuePublisher>()));
        return new GoQueueServiceBuilder(services, setup);
    }
}
