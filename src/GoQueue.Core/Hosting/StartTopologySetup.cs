using GoQueue.Hosting.Configuration;

namespace GoQueue.Hosting;

/// <summary>
/// Collects what a host declares before it starts its services, from the builder's calls and the configuration.
/// </summary>
internal sealed class StartTopologySetup
{
    private readonly List<EventDescriptor> _events = [];
    private readonly List<Action<TopologyBuilder>> _configure = [];
    private bool _isCalled;

    public IReadOnlyList<EventDescriptor> Events => _events;

    public void Add(IEnumerable<EventDescriptor> events, Action<TopologyBuilder>? configure)
    {
        _isCalled = true;
        _events.AddRange(TopologyBuilder.NotNull(events));
        if (configure is not null)
        {
            _configure.Add(configure);
        }
    }

    /// <summary>What is to be declared; null if nothing is.</summary>
    /// <exception cref="GoQueueConfigurationException">It is switched on without anything to declare, or the
    /// configuration is wrong.</exception>
    public TopologyBuilder? Build(GoQueueOptions options, ConfiguredOptions? configured)
    {
        var isConfigured = configured is { HasTopology: true };
        if (options.DeclareOnStart == true && !_isCalled && !isConfigured)
        {
            var name = configured?.NameOf(nameof(GoQueueOptions), nameof(options.DeclareOnStart)) ?? $"{nameof(GoQueueOptions)}.{nameof(options.DeclareOnStart)}";
            throw new GoQueueConfigurationException(
                $"{name} is true and nothing is to be declared: call DeclareOnStart(GoQueueEvents.All) on the builder, or add queues to the section {ConfiguredOptions.TopologySection}.");
        }

        // Built even if it is switched off: what is wrong in it is found before it is switched on.
        var topology = new TopologyBuilder();
        topology.AddExchangesOf(_events, options.DefaultExchange);
        foreach (var configure in _configure)
        {
            configure(topology);
        }

        if (isConfigured)
        {
            configured!.AddTo(topology);
        }

        return options.DeclareOnStart ?? (_isCalled || isConfigured) ? topology : null;
    }
}
