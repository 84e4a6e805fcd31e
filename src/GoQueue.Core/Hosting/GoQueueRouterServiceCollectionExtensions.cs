using GoQueue.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GoQueue;

/// <summary>Adds a router to a container.</summary>
public static class GoQueueRouterServiceCollectionExtensions
{
    /// <summary>
    /// Makes <see cref="IGoQueuePublisher"/>, and <see cref="IGoQueueBackgroundPublisher"/>, a router between the publishers added by <c>AddKeyedGoQueue</c>. The router is the default publisher: there is no
    /// <c>AddGoQueue</c> beside it. A host builds it at start, so that an unknown name or a missing fallback fails there.
    /// </summary>
    /// <param name="services">The container's services.</param>
    /// <param name="configure">Adds routes and the fallback; publishers may be added before and after this call.</param>
    /// <returns>The services.</returns>
    /// <exception cref="GoQueueConfigurationException">There is a default publisher already.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> or <paramref name="configure"/> is <see langword="null"/>.</exception>
    public static IServiceCollection AddGoQueueRouter(this IServiceCollection services, Action<GoQueueRouterBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        var registry = PublisherRegistry.Of(services);
        registry.ClaimDefaultForRouter();
        services.AddSingleton(provider =>
        {
            var builder = new GoQueueRouterBuilder();
            configure(builder);
            return builder.Build(name => provider.GetKeyedService<IGoQueuePublisher>(name), registry.Names);
        });
        services.AddSingleton<IGoQueuePublisher>(static provider => provider.GetRequiredService<GoQueueRouter>());
        services.TryAddSingleton(static provider => provider.GetRequiredService<GoQueueRouter>().Background);
        return services;
    }
}
