using GoQueue.RabbitMQ;
using GoQueue.Transports.RabbitMQ.Settings;
using Microsoft.Extensions.Configuration;

namespace GoQueue.Hosting.Configuration;

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
        ConfiguredKeys.Check(section, section.Path.Equals(RootSection, StringComparison.OrdinalIgnoreCase) ? publishers : null);
        return new ConfiguredOptions([section], null, null);
    }

    /// <summary>By convention: section GoQueue for all publishers, GoQueue:Publishers:{name} for one, and the connection string.</summary>
    public static ConfiguredOptions FromConnectionName(IConfiguration configuration, string? publisher, string connectionName, IReadOnlyCollection<string> publishers)
    {
        var root = configuration.GetSection(RootSection);
        ConfiguredKeys.Check(root, publishers);
        return new ConfiguredOptions(
            publisher is null ? [root] : [root, root.GetSection(PublishersSection).GetSection(publisher)], configuration, connectionName);
    }

    public void Bind(GoQueueOptions options) => Bind(options, static (section, options) => section.Bind(options));

    public void Bind(BackgroundOptions options) =>
        Bind(options, static (section, options) => section.GetSection(BackgroundSection).Bind(options));

    public void Bind(RabbitMQOptions options)
    {
        CheckUris();
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

    /// <summary>
    /// Also of those that another one overrules: a slip in them would show only when the other one is removed.
    /// </summary>
    private void CheckUris()
    {
        foreach (var section in _sections)
        {
            if (section.GetSection(RabbitMQSection)["Uri"] is { } uri && !string.IsNullOrWhiteSpace(uri))
            {
                _ = BrokerUri.Parse(uri, $"in {section.Path}:{RabbitMQSection}:Uri");
            }
        }
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
                throw UnreadableValue.From(exception);
            }
        }
    }
}
