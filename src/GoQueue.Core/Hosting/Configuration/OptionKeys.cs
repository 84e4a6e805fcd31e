namespace GoQueue.Hosting.Configuration;

/// <summary>
/// The keys that one section of a configuration may have: what lets a misspelt option be an error instead of nothing. A test compares them with the
/// options' properties and with ConfigurationSchema.json.
/// </summary>
internal sealed class OptionKeys(string[] values, params (string Name, OptionKeys? Keys)[] sections)
{
    /// <summary>Of <see cref="RabbitMQ.RabbitMQOptions"/>.</summary>
    public static readonly OptionKeys RabbitMQ = new(
        [
            "AdmissionTimeout", "AllowDuplicates", "BlockedPolicy", "ChannelPoolSize", "ClientProvidedName", "ConfirmTimeout", "Connections",
            "ConnectTimeout", "Heartbeat", "HighPriorityConnection", "MaxInFlightBytes", "MaxInFlightPerChannel", "Uri",
        ],
        ("Endpoints", null));

    /// <summary>Of <see cref="BackgroundOptions"/>.</summary>
    public static readonly OptionKeys Background = new(["MaxBytes", "MaxConcurrency", "MaxMessages", "WhenFull"]);

    /// <summary>Of <see cref="Formats.CloudEventsOptions"/>.</summary>
    public static readonly OptionKeys CloudEvents = new(["DataSchemaBase", "Source"]);

    /// <summary>Of <see cref="QueueOptions"/>, and the queue's type.</summary>
    public static readonly OptionKeys Queue = new([.. ConfiguredTopology.QueueKeys], ("Arguments", null));

    /// <summary>Of a binding.</summary>
    public static readonly OptionKeys Binding = new([.. ConfiguredTopology.BindingKeys], ("Arguments", null));

    /// <summary>What a publisher declares when its host starts.</summary>
    public static readonly OptionKeys Topology = new([], ("Bindings", EachOf(Binding)), ("Queues", EachOf(Queue)));

    /// <summary>Of <see cref="GoQueueOptions"/>, and of what may stand beside it.</summary>
    public static readonly OptionKeys Publisher = new(
        [
            "ConnectOnStart", "DeclareOnStart", "DefaultExchange", "DrainTimeout", "Format", "Mandatory", "MaxMessageBytes", "Persistent", "PublisherId", "PublishTimeout", "StartTimeout",
            "Validate",
        ],
        ("ActionPriorities", null),
        ("Background", Background),
        ("CloudEvents", CloudEvents),
        ("DefaultHeaders", null),
        ("RabbitMQ", RabbitMQ),
        ("Topology", Topology));

    /// <summary>The values that are times: a text without a colon is read as days there.</summary>
    private static readonly string[] s_times =
        ["AdmissionTimeout", "ConfirmTimeout", "ConnectTimeout", "DrainTimeout", "Heartbeat", "MaxAge", "MessageTtl", "PublishTimeout", "StartTimeout"];

    /// <summary>Whether a value of some section is a time.</summary>
    public static bool IsTime(string name) => s_times.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Single values.</summary>
    public IReadOnlyList<string> Values => values;

    /// <summary>Sections below; without keys of their own, the user names what is in them.</summary>
    public IReadOnlyList<(string Name, OptionKeys? Keys)> Sections => sections;

    /// <summary>The keys of each section below, whose names the user chooses; null if they are fixed names.</summary>
    public OptionKeys? Each { get; private init; }

    /// <summary>All names of this section.</summary>
    public IEnumerable<string> Names
    {
        get
        {
            var names = new List<string>(values);
            foreach (var (name, _) in sections)
            {
                names.Add(name);
            }

            return names;
        }
    }

    /// <summary>A section of sections whose names the user chooses.</summary>
    private static OptionKeys EachOf(OptionKeys keys) => new([]) { Each = keys };

    /// <summary>What a name stands for: a section, with the keys that it may have, or one value.</summary>
    public bool TryGet(string name, out bool isSection, out OptionKeys? keys)
    {
        foreach (var section in sections)
        {
            if (section.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                keys = section.Keys;
                isSection = true;
                return true;
            }
        }

        keys = null;
        isSection = false;
        return values.Contains(name, StringComparer.OrdinalIgnoreCase);
    }
}
