using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GoQueue.Hosting;

/// <summary>The publishers of one container, in the order of their registration.</summary>
internal sealed class PublisherRegistry
{
    private readonly List<PublisherRegistration> _all = [];

    public IReadOnlyList<PublisherRegistration> All => _all;

    /// <summary>The keys of the named ones.</summary>
    public IReadOnlyCollection<string> Names => [.. _all.Select(static one => one.Name).OfType<string>()];

    /// <summary>Whether a router is the default publisher.</summary>
    public bool HasRouter { get; private set; }

    /// <summary>The one of these services; made, with the hosted service that starts and closes its publishers, where there is none yet.</summary>
    public static PublisherRegistry Of(IServiceCollection services)
    {
        foreach (var service in services)
        {
            if (service is { IsKeyedService: false, ImplementationInstance: PublisherRegistry found })
            {
                return found;
            }
        }

        var registry = new PublisherRegistry();
        services.AddSingleton(registry);
        services.AddSingleton<IHostedService>(provider => new GoQueueHostedService(provider, registry));
        return registry;
    }

    public void Add(PublisherRegistration registration)
    {
        if (registration.Name is null && HasRouter)
        {
            throw TwoDefaults();
        }

        if (_all.Exists(one => one.Name == registration.Name))
        {
            throw new GoQueueConfigurationException(registration.Name is null
                ? "AddGoQueue was called twice, and an application has one default publisher: name the second one, AddKeyedGoQueue(\"billing\", …), or set up both in one call."
                : $"AddKeyedGoQueue(\"{registration.Name}\") was called twice: give the second publisher another name, or set up both in one call.");
        }

        _all.Add(registration);
    }

    public void ClaimDefaultForRouter()
    {
        if (HasRouter)
        {
            throw new GoQueueConfigurationException("AddGoQueueRouter was called twice, and an application has one default publisher: add all routes in one call.");
        }

        if (_all.Exists(static one => one.Name is null))
        {
            throw TwoDefaults();
        }

        HasRouter = true;
    }

    private static GoQueueConfigurationException TwoDefaults() => new(
        "AddGoQueue and AddGoQueueRouter both add the default publisher, and there can be one: name the publisher, AddKeyedGoQueue(\"main\", …), and let the router use it, UseFallback(\"main\").");
}
