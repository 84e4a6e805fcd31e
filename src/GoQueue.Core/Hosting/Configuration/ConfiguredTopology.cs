using Microsoft.Extensions.Configuration;

namespace GoQueue.Hosting.Configuration;

/// <summary>
/// Queues and bindings of a configuration. Read by hand: arguments are typed values there, which a binder reads as
/// texts. Options of a later section win, bindings add up.
/// </summary>
internal sealed class ConfiguredTopology
{
    private static readonly (string Name, Action<QueueOptions, ConfiguredValue> Set)[] s_options =
    [
        (nameof(QueueOptions.DeadLetterAtLeastOnce), static (options, value) => options.DeadLetterAtLeastOnce = value.Switch()),
        (nameof(QueueOptions.DeadLetterExchange), static (options, value) => options.DeadLetterExchange = value.Text),
        (nameof(QueueOptions.DeadLetterRoutingKey), static (options, value) => options.DeadLetterRoutingKey = value.Text),
        (nameof(QueueOptions.DeliveryLimit), static (options, value) => options.DeliveryLimit = (int)value.Number(int.MaxValue)),
        (nameof(QueueOptions.FilterSize), static (options, value) => options.FilterSize = (int)value.Number(int.MaxValue)),
        (nameof(QueueOptions.InitialClusterSize), static (options, value) => options.InitialClusterSize = (int)value.Number(int.MaxValue)),
        (nameof(QueueOptions.MaxAge), static (options, value) => options.MaxAge = value.Time()),
        (nameof(QueueOptions.MaxLength), static (options, value) => options.MaxLength = value.Number(long.MaxValue)),
        (nameof(QueueOptions.MaxLengthBytes), static (options, value) => options.MaxLengthBytes = value.Number(long.MaxValue)),
        (nameof(QueueOptions.MaxPriority), static (options, value) => options.MaxPriority = (byte)value.Number(byte.MaxValue)),
        (nameof(QueueOptions.MaxSegmentBytes), static (options, value) => options.MaxSegmentBytes = value.Number(long.MaxValue)),
        (nameof(QueueOptions.MessageTtl), static (options, value) => options.MessageTtl = value.Time()),
        (nameof(QueueOptions.Overflow), static (options, value) => options.Overflow = value.Choice<QueueOverflow>()),
        (nameof(QueueOptions.SingleActiveConsumer), static (options, value) => options.SingleActiveConsumer = value.Switch()),
    ];

    // Names in a configuration do not differ by case.
    private readonly Dictionary<string, ConfiguredQueue> _queues = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<IConfigurationSection> _bindings = [];

    /// <summary>Values of a queue.</summary>
    public static IEnumerable<string> QueueKeys
    {
        get
        {
            foreach (var (name, _) in s_options)
            {
                yield return name;
            }

            yield return "Type";
        }
    }

    /// <summary>Values of a binding.</summary>
    public static IEnumerable<string> BindingKeys => ["DestinationExchange", "Exchange", "Queue", "RoutingKey"];

    public void Read(IConfigurationSection section)
    {
        foreach (var child in section.GetSection("Queues").GetChildren())
        {
            if (!_queues.TryGetValue(child.Key, out var queue))
            {
                _queues.Add(child.Key, queue = new ConfiguredQueue(child.Key));
            }

            Read(child, queue);
        }

        _bindings.AddRange(section.GetSection("Bindings").GetChildren());
    }

    public void AddTo(TopologyBuilder topology)
    {
        foreach (var queue in _queues.Values)
        {
            var type = queue.Type ?? throw new GoQueueConfigurationException($"'{queue.Path}' has no Type: set it to Classic, Quorum or Stream.");
            Checked(queue.Path, () => topology.Queue(queue.Name, type, queue.ApplyTo));
        }

        foreach (var binding in _bindings)
        {
            Bind(topology, binding);
        }
    }

    private static void Read(IConfigurationSection section, ConfiguredQueue queue)
    {
        queue.Path = section.Path;
        if (section["Type"] is not null)
        {
            queue.Type = new ConfiguredValue(section.GetSection("Type")).Choice<QueueType>();
        }

        foreach (var (name, set) in s_options)
        {
            if (section.GetSection(name) is { Value: not null } value)
            {
                queue.Settings.Add(options => set(options, new ConfiguredValue(value)));
            }
        }

        foreach (var argument in section.GetSection("Arguments").GetChildren())
        {
            queue.Settings.Add(options => options.Arguments[argument.Key] = new ConfiguredValue(argument).Argument());
        }
    }

    private static void Bind(TopologyBuilder topology, IConfigurationSection section)
    {
        var (exchange, queue, destination) = (section["Exchange"], section["Queue"], section["DestinationExchange"]);
        if (string.IsNullOrEmpty(exchange))
        {
            throw new GoQueueConfigurationException($"'{section.Path}' has no Exchange: set it to the exchange that messages come from.");
        }

        if (string.IsNullOrEmpty(queue) == string.IsNullOrEmpty(destination))
        {
            throw new GoQueueConfigurationException($"'{section.Path}' needs either a Queue or a DestinationExchange: set one of them to where messages go.");
        }

        var arguments = section.GetSection("Arguments").GetChildren()
            .ToDictionary(static argument => argument.Key, static argument => (object?)new ConfiguredValue(argument).Argument(), StringComparer.Ordinal);
        var key = section["RoutingKey"] ?? "#";
        Checked(section.Path, () => string.IsNullOrEmpty(queue)
            ? topology.BindExchange(destination!, exchange, key, arguments.Count == 0 ? null : arguments)
            : topology.Bind(queue, exchange, key, arguments.Count == 0 ? null : arguments));
    }

    /// <summary>What the builder refuses is told with its place in the configuration.</summary>
    private static void Checked(string path, Func<TopologyBuilder> add)
    {
        try
        {
            add();
        }
        catch (ArgumentException exception)
        {
            // Behind the sentence, .NET appends the parameter and the value.
            var end = exception.Message.LastIndexOf(" (Parameter '", StringComparison.Ordinal);
            throw new GoQueueConfigurationException($"'{path}' cannot be declared: {(end < 0 ? exception.Message : exception.Message[..end])}", exception);
        }
    }
}
