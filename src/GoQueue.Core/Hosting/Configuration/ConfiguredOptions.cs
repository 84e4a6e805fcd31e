using System.Globalization;
using GoQueue.Formats;
using GoQueue.Pipeline;
using GoQueue.RabbitMQ;
using Microsoft.Extensions.Configuration;

namespace GoQueue.Hosting;

/// <summary>
/// What the configuration says of one publisher: its sections, later ones win, and the name of its connection string. Binds by generated code; a
/// key that nobody reads is an error.
/// </summary>
internal sealed class ConfiguredOptions
{
    public const string RootSection = "GoQueue";
    public const string PublishersSection = "Publishers";
    public const string RabbitMQSection = "RabbitMQ";
    public const string BackgroundSection = "Background";
    public const string TopologySection = "Topology";

    // The binding's message names the type that a text was read as, and not what may be written for it.
    private static readonly (Type Type, string[] Names)[] s_choices =
    [
        (typeof(WhenQueueFull), Enum.GetNames<WhenQueueFull>()),
        (typeof(BlockedPolicy), Enum.GetNames<BlockedPolicy>()),
        (typeof(MessageFormat), Enum.GetNames<MessageFormat>()),
        (typeof(EventPriority), [nameof(EventPriority.Low), nameof(EventPriority.Normal), nameof(EventPriority.High)]),
    ];

    private readonly IReadOnlyList<IConfigurationSection> _sections;
    private readonly IConfiguration? _configuration;
    private readonly string? _connectionName;

    private ConfiguredOptions(IReadOnlyList<IConfigurationSection> sections, IConfiguration? configuration, string? connectionName)
    {
        _sections = sections;
        _configuration = configuration;
        _connectionName = connectionName;
    }

    /// <summary>The key of a broker's URI in the section that wins.</summary>
    public string UriKey => $"{_sections[^1].Path}:{RabbitMQSection}:Uri";

    /// <summary>Whether they say by themselves where the broker is.</summary>
    public bool ChooseRabbitMQ => _connectionName is not null || _sections.Any(static section => section.GetSection(RabbitMQSection)["Uri"] is not null);

    /// <summary>From a section that the user has picked. In the conventional one the settings of named publishers may stand as well.</summary>
    public static ConfiguredOptions FromSection(IConfigurationSection section, IReadOnlyCollection<string> publishers)
    {
        CheckKeys(section, OptionKeys.Publisher, section.Path.Equals(RootSection, StringComparison.OrdinalIgnoreCase) ? publishers : null);
        return new ConfiguredOptions([section], null, null);
    }

    /// <summary>By convention: section GoQueue for all publishers, GoQueue:Publishers:{name} for one, and the connection string.</summary>
    public static ConfiguredOptions FromConnectionName(IConfiguration configuration, string? publisher, string connectionName, IReadOnlyCollection<string> publishers)
    {
        var root = configuration.GetSection(RootSection);
        CheckKeys(root, OptionKeys.Publisher, publishers);
        return new ConfiguredOptions(
            publisher is null ? [root] : [root, root.GetSection(PublishersSection).GetSection(publisher)], configuration, connectionName);
    }

    public void Bind(GoQueueOptions options) => Bind(options, static (section, options) => section.Bind(options));

    public void Bind(BackgroundOptions options) =>
        Bind(options, static (section, options) => section.GetSection(BackgroundSection).Bind(options));

    public void Bind(RabbitMQOptions options)
    {
        Bind(options, static (section, options) => section.GetSection(RabbitMQSection).Bind(options));
        if (_connectionName is not null)
        {
            options.Uri = ConnectionString.Find(_configuration!, _connectionName)?.Uri ?? options.Uri;
        }
    }

    /// <summary>Whether they add queues or bindings.</summary>
    public bool HasTopology => TopologySections.Any(static section => section.GetChildren().Any());

    private IEnumerable<IConfigurationSection> TopologySections => _sections.Select(static section => section.GetSection(TopologySection));

    /// <summary>Adds the queues and bindings of the section Topology.</summary>
    public void AddTo(TopologyBuilder topology)
    {
        var configured = new ConfiguredTopology();
        foreach (var section in TopologySections)
        {
            configured.Read(section);
        }

        configured.AddTo(topology);
    }

    /// <summary>Checks the URI, after code and configuration have been read.</summary>
    public void RequireUri(RabbitMQOptions options)
    {
        if (_connectionName is not null && string.IsNullOrWhiteSpace(options.Uri))
        {
            throw new GoQueueConfigurationException(
                $"The connection string '{_connectionName}' is missing: set ConnectionStrings:{_connectionName} (environment: ConnectionStrings__{_connectionName}) to one such as amqp://user:password@host:5672/vhost.");
        }
    }

    /// <summary>Where the URI came from, to follow "the URI"; null where the configuration has none of it.</summary>
    public string? OriginOf(RabbitMQOptions options)
    {
        if (_connectionName is not null && ConnectionString.Find(_configuration!, _connectionName) is { } found && options.Uri == found.Uri)
        {
            return $"in {found.Place}";
        }

        var section = _sections.LastOrDefault(section => section.GetSection(RabbitMQSection)["Uri"] == options.Uri);
        return section is null ? null : $"in {section.Path}:{RabbitMQSection}:Uri";
    }

    /// <summary>An option as messages name it: the property, and the place in the configuration where it has one.</summary>
    public string NameOf(string options, string option)
    {
        var key = options switch
        {
            nameof(RabbitMQOptions) => $"{RabbitMQSection}:{option}",
            nameof(BackgroundOptions) => $"{BackgroundSection}:{option}",
            _ => option,
        };
        for (var i = _sections.Count - 1; i >= 0; i--)
        {
            if (_sections[i].GetSection(key).Exists())
            {
                return $"{options}.{option} ({_sections[i].Path}:{key})";
            }
        }

        return $"{options}.{option}";
    }

    private void Bind<T>(T options, Action<IConfigurationSection, T> bind)
    {
        foreach (var section in _sections)
        {
            try
            {
                bind(section, options);
            }
            catch (InvalidOperationException exception)
            {
                throw NotReadable(exception);
            }
        }
    }

    private static GoQueueConfigurationException NotReadable(InvalidOperationException exception)
    {
        var choice = Array.Find(s_choices, one => exception.Message.Contains($"'{one.Type.FullName}'", StringComparison.Ordinal));
        return new GoQueueConfigurationException(
            choice.Names is null
                ? $"{exception.Message} Write a time as hh:mm:ss, a number without separators, and a switch as true or false."
                : $"{exception.Message} There are {string.Join(", ", choice.Names)}.",
            exception);
    }

    private static void CheckKeys(IConfigurationSection section, OptionKeys keys, IReadOnlyCollection<string>? publishers)
    {
        foreach (var child in section.GetChildren())
        {
            if (publishers is not null && child.Key.Equals(PublishersSection, StringComparison.OrdinalIgnoreCase))
            {
                CheckPublishers(child, publishers);
            }
            else if (!keys.TryGet(child.Key, out var inner))
            {
                throw Unknown(child, [.. keys.Names, .. publishers is null ? (string[])[] : [PublishersSection]]);
            }
            else if (inner?.Each is { } each)
            {
                foreach (var one in child.GetChildren())
                {
                    CheckKeys(one, each, publishers: null);
                }
            }
            else if (inner is not null)
            {
                CheckKeys(child, inner, publishers: null);
            }
            else
            {
                CheckTime(child);
            }
        }
    }

    private static void CheckTime(IConfigurationSection child)
    {
        if (OptionKeys.IsTime(child.Key) && int.TryParse(child.Value?.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            var example = TimeLimits.ExampleOf(number);
            throw new GoQueueConfigurationException(
                $"'{child.Path}' is '{number}', which .NET reads as {number} days: write a time as hh:mm:ss, '{example}' for {example.TotalSeconds:0} seconds.");
        }
    }

    private static void CheckPublishers(IConfigurationSection section, IReadOnlyCollection<string> publishers)
    {
        foreach (var child in section.GetChildren())
        {
            if (!publishers.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
            {
                throw new GoQueueConfigurationException(
                    $"'{child.Path}' configures a publisher that does not exist: add it, AddKeyedGoQueue(\"{child.Key}\", …), or name one of those that exist ({(publishers.Count == 0 ? "none" : string.Join(", ", publishers))}).");
            }

            CheckKeys(child, OptionKeys.Publisher, publishers: null);
        }
    }

    private static GoQueueConfigurationException Unknown(IConfigurationSection child, string[] names)
    {
        Array.Sort(names, StringComparer.Ordinal);
        var cure = NearestName.Of(child.Key, names) is { } nearest ? $"did you mean {nearest}?" : $"there are {string.Join(", ", names)}.";
        return new GoQueueConfigurationException($"'{child.Path}' is not an option of GoQueue: {cure}");
    }
}
