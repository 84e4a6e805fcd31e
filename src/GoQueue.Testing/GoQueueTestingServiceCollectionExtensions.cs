using GoQueue.Hosting;
using GoQueue.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace GoQueue;

/// <summary>Adds the test harness to a container.</summary>
public static class GoQueueTestingServiceCollectionExtensions
{
    /// <summary>
    /// Replaces the transport of all publishers in the container, and nothing else. May stand before or after <c>AddGoQueue()</c>, whose <c>UseRabbitMQ</c> is then never
    /// asked for a connection. Resolve <see cref="GoQueueTestHarness"/> from the container, or use the one that is given to <paramref name="configure"/>.
    /// </summary>
    /// <param name="services">The container's services.</param>
    /// <param name="configure">Changes the harness before the first publisher is built, for example with faults; or null.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is <see langword="null"/>.</exception>
    public static IServiceCollection AddGoQueueTestHarness(this IServiceCollection services, Action<GoQueueTestHarness>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var harness = (GoQueueTestHarness?)services.LastOrDefault(static service => service.ServiceType == typeof(GoQueueTestHarness))?.ImplementationInstance;
        if (harness is null)
        {
            // An instance, not a factory: the container then does not dispose it, and it has nothing of its own to close.
            harness = new GoQueueTestHarness();
            services.AddSingleton(harness);
            services.AddSingleton<ITransportReplacement>(harness);
        }

        configure?.Invoke(harness);
        return services;
    }
}
