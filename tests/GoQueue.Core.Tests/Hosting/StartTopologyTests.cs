using System.Reflection;
using System.Text.Json.Nodes;
using GoQueue.Core.Tests.Publishing.Batching;
using GoQueue.Hosting;
using GoQueue.Hosting.Configuration;
using GoQueue.Messages.Topology;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace GoQueue.Core.Tests.Hosting;

/// <summary>What a host declares at its start, from the builder's calls and the configuration.</summary>
[Covers<ConfiguredTopology>]
public sealed class StartTopologyTests
{
    private static readonly Dictionary<string, (string Value, string Argument, object Declared, string[] With)> s_samples = new()
    {
        [nameof(QueueOptions.DeadLetterAtLeastOnce)] = ("true", "x-dead-letter-strategy", "at-least-once", ["Type=Quorum", "DeadLetterExchange=dead", "Overflow=RejectPublish"]),
        [nameof(QueueOptions.DeadLetterExchange)] = ("dead", "x-dead-letter-exchange", "dead", ["Type=Quorum"]),
        [nameof(QueueOptions.DeadLetterRoutingKey)] = ("late", "x-dead-letter-routing-key", "late", ["Type=Classic", "DeadLetterExchange="]),
        [nameof(QueueOptions.DeliveryLimit)] = ("7", "x-delivery-limit", 7, ["Type=Quorum"]),
        [nameof(QueueOptions.FilterSize)] = ("32", "x-stream-filter-size-bytes", 32, ["Type=Stream"]),
        [nameof(QueueOptions.InitialClusterSize)] = ("3", "x-quorum-initial-group-size", 3, ["Type=Quorum"]),
        [nameof(QueueOptions.MaxAge)] = ("7.00:00:00", "x-max-age", "604800s", ["Type=Stream"]),
        [nameof(QueueOptions.MaxLength)] = ("5", "x-max-length", 5L, ["Type=Classic"]),
        [nameof(QueueOptions.MaxLengthBytes)] = ("8589934592", "x-max-length-bytes", 1L << 33, ["Type=Stream"]),
        [nameof(QueueOptions.MaxPriority)] = ("5", "x-max-priority", 5, ["Type=Classic"]),
        [nameof(QueueOptions.MaxSegmentBytes)] = ("1000000", "x-stream-max-segment-size-bytes", 1_000_000L, ["Type=Stream"]),
        [nameof(QueueOptions.MessageTtl)] = ("00:01:00", "x-message-ttl", 60_000L, ["Type=Classic"]),
        [nameof(QueueOptions.Overflow)] = ("rejectPublish", "x-overflow", "reject-publish", ["Type=Classic"]),
        [nameof(QueueOptions.SingleActiveConsumer)] = ("true", "x-single-active-consumer", true, ["Type=Classic"]),
    };

    [Fact]
    public void Every_option_of_a_queue_can_be_configured()
    {
        Assert.Equal(
            typeof(QueueOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(static option => option.Name).Append("Type").Order(StringComparer.Ordinal),
            OptionKeys.Queue.Names.Order(StringComparer.Ordinal));
        Assert.Equal(s_samples.Keys.Append("Type").Order(StringComparer.Ordinal), OptionKeys.Queue.Values.Order(StringComparer.Ordinal));
        foreach (var (option, sample) in s_samples)
        {
            var topology = Build([.. sample.With.Append($"{option}={sample.Value}").Select(static setting => Setting($"Topology:Queues:audit:{setting}"))])!;

            QueueDeclaration queue = Assert.Single(topology.Queues);
            Assert.Equal("audit", queue.Name);
            Assert.Equal(sample.Declared, queue.Arguments[sample.Argument]);
        }
    }

    [Fact]
    public void Every_key_stands_in_the_schema()
    {
        var schema = JsonNode.Parse(File.ReadAllText(OptionKeysTests.SchemaFile()))!["definitions"]!;
        foreach (var (keys, definition) in new[] { (OptionKeys.Topology, "goQueueTopology"), (OptionKeys.Queue, "goQueueQueue"), (OptionKeys.Binding, "goQueueBinding") })
        {
            var properties = schema[definition]!["properties"]!.AsObject();
            Assert.Equal(keys.Names.Order(StringComparer.Ordinal), properties.Select(static property => property.Key).Order(StringComparer.Ordinal));
            Assert.All(properties, static property => Assert.NotEmpty(property.Value!["description"]!.ToString()));
        }

        Assert.Equal(Enum.GetNames<QueueType>(), schema["goQueueQueue"]!["properties"]!["Type"]!["enum"]!.AsArray().Select(static one => one!.ToString()));
        Assert.Equal(Enum.GetNames<QueueOverflow>(), schema["goQueueQueue"]!["properties"]!["Overflow"]!["enum"]!.AsArray().Select(static one => one!.ToString()));
    }

    [Fact]
    public void Arguments_and_bindings_keep_their_types()
    {
        var topology = Build(
            ("Topology:Queues:audit:Type", "Quorum"), ("Topology:Queues:audit:Arguments:x-queue-leader-locator", "client-local"), ("Topology:Queues:audit:Arguments:x-odd", "17"),
            ("Topology:Bindings:0:Queue", "audit"), ("Topology:Bindings:0:Exchange", "users"), ("Topology:Bindings:0:RoutingKey", "user.*"),
            ("Topology:Bindings:0:Arguments:x-match", "all"), ("Topology:Bindings:0:Arguments:vip", "true"),
            ("Topology:Bindings:1:DestinationExchange", "all"), ("Topology:Bindings:1:Exchange", "users"))!;

        QueueDeclaration queue = Assert.Single(topology.Queues);
        Assert.Equal(("client-local", 17L), (queue.Arguments["x-queue-leader-locator"], queue.Arguments["x-odd"]));
        Assert.Equal(2, topology.Bindings.Count);
        var (first, second) = (topology.Bindings[0], topology.Bindings[1]);
        Assert.Equal(("users", "audit", false, "user.*"), (first.Source, first.Destination, first.IsToExchange, first.RoutingKey));
        Assert.Equal(("all", true), (first.Arguments!["x-match"], first.Arguments["vip"]));
        Assert.Equal(("users", "all", true, "#"), (second.Source, second.Destination, second.IsToExchange, second.RoutingKey));
        Assert.Null(second.Arguments);
    }

    [Fact]
    public void A_publishers_own_section_wins_option_by_option()
    {
        var configuration = Configuration(
            ("GoQueue:Topology:Queues:audit:Type", "Quorum"), ("GoQueue:Topology:Queues:audit:DeliveryLimit", "3"), ("GoQueue:Topology:Queues:audit:MaxLength", "5"),
            ("GoQueue:Publishers:billing:Topology:Queues:audit:DeliveryLimit", "9"));
        var topology = new StartTopologySetup().Build(new GoQueueOptions(), ConfiguredOptions.FromConnectionName(configuration, "billing", "billing", ["billing"]))!;

        QueueDeclaration queue = Assert.Single(topology.Queues);
        Assert.Equal((QueueType.Quorum, 9, 5L), (queue.Type, queue.Arguments["x-delivery-limit"], queue.Arguments["x-max-length"]));
    }

    [Theory]
    [InlineData("Topology:Quues:audit:Type=Quorum", "'Root:Topology:Quues' is not an option of GoQueue: did you mean Queues?")]
    [InlineData("Topology:Queues:audit:MaxLenght=5", "'Root:Topology:Queues:audit:MaxLenght' is not an option of GoQueue: did you mean MaxLength?")]
    [InlineData("Topology:Bindings:0:Exchnge=users", "'Root:Topology:Bindings:0:Exchnge' is not an option of GoQueue: did you mean Exchange?")]
    [InlineData("Topology:Exchanges:users:Type=Topic", "'Root:Topology:Exchanges' is not an option of GoQueue: there are Bindings, Queues.")]
    [InlineData("Topology:Queues:audit:MaxLength=5", "'Root:Topology:Queues:audit' has no Type: set it to Classic, Quorum or Stream.")]
    [InlineData("Topology:Queues:audit:Type=Qourum", "'Root:Topology:Queues:audit:Type' is none of its choices: write Classic, Quorum or Stream.")]
    [InlineData("Topology:Queues:audit:Type=1", "'Root:Topology:Queues:audit:Type' is none of its choices: write Classic, Quorum or Stream.")]
    [InlineData("Topology:Queues:audit:Type=Quorum|Topology:Queues:audit:MaxLength=many", "'Root:Topology:Queues:audit:MaxLength' is not a whole number in its range: write one from 0 to 9223372036854775807 without separators.")]
    [InlineData("Topology:Queues:audit:Type=Classic|Topology:Queues:audit:MaxPriority=256", "'Root:Topology:Queues:audit:MaxPriority' is not a whole number in its range: write one from 0 to 255 without separators.")]
    [InlineData("Topology:Queues:audit:Type=Classic|Topology:Queues:audit:MaxPriority=0", "'Root:Topology:Queues:audit' cannot be declared: MaxPriority of queue 'audit' is 0: use 1 to 255.")]
    [InlineData("Topology:Queues:audit:Type=Classic|Topology:Queues:audit:DeliveryLimit=5", "'Root:Topology:Queues:audit' cannot be declared: The queue 'audit' is a classic queue, which has no DeliveryLimit: remove it, or declare a quorum queue.")]
    [InlineData("Topology:Queues:audit:Type=Classic|Topology:Queues:audit:SingleActiveConsumer=yes", "'Root:Topology:Queues:audit:SingleActiveConsumer' is not a switch: write true or false.")]
    [InlineData("Topology:Queues:audit:Type=Classic|Topology:Queues:audit:MessageTtl=soon", "'Root:Topology:Queues:audit:MessageTtl' is not a time: write one as hh:mm:ss, or d.hh:mm:ss with days.")]
    [InlineData("Topology:Queues:audit:Type=Classic|Topology:Queues:audit:MessageTtl=10", "'Root:Topology:Queues:audit:MessageTtl' is '10', which .NET reads as 10 days: write a time as hh:mm:ss, '00:00:10' for 10 seconds.")]
    [InlineData("Topology:Queues:audit:Type=Classic|Topology:Queues:audit:Arguments:x-odd:0=5", "'Root:Topology:Queues:audit:Arguments:x-odd' is a section or a list and must be one value: remove 'Root:Topology:Queues:audit:Arguments:x-odd:0' and write the value at 'Root:Topology:Queues:audit:Arguments:x-odd'.")]
    [InlineData("Topology:Bindings:0:Queue=audit", "'Root:Topology:Bindings:0' has no Exchange: set it to the exchange that messages come from.")]
    [InlineData("Topology:Bindings:0:Exchange=users", "'Root:Topology:Bindings:0' needs either a Queue or a DestinationExchange: set one of them to where messages go.")]
    [InlineData("Topology:Bindings:0:Exchange=users|Topology:Bindings:0:Queue=a|Topology:Bindings:0:DestinationExchange=b", "'Root:Topology:Bindings:0' needs either a Queue or a DestinationExchange: set one of them to where messages go.")]
    [InlineData("DeclareOnStart=true", "GoQueueOptions.DeclareOnStart (Root:DeclareOnStart) is true and nothing is to be declared: call DeclareOnStart(GoQueueEvents.All) on the builder, or add queues to the section Topology.")]
    public void What_is_wrong_in_a_configuration_names_its_key_and_the_cure(string settings, string message)
    {
        var exception = Assert.Throws<GoQueueConfigurationException>(() => Build([.. settings.Split('|').Select(Setting)]));

        Assert.Equal(message, exception.Message);
    }

    [Fact]
    public void Code_and_configuration_may_declare_a_queue_alike_and_not_otherwise()
    {
        var setup = new StartTopologySetup();
        setup.Add([], static topology => topology.Queue("audit", QueueType.Quorum, static queue => queue.MaxLength = 5));

        Assert.NotNull(Build(setup, ("Topology:Queues:audit:Type", "Quorum"), ("Topology:Queues:audit:MaxLength", "5")));
        var exception = Assert.Throws<GoQueueConfigurationException>(() => Build(setup, ("Topology:Queues:audit:Type", "Quorum")));
        Assert.Equal(
            "'Root:Topology:Queues:audit' cannot be declared: The queue 'audit' is defined twice, as a durable quorum queue with x-max-length = 5 and as a durable quorum queue: keep one of the two definitions.",
            exception.Message);
    }

    [Theory]
    [InlineData(3_600_000)]
    [InlineData(3_600_000L)]
    [InlineData(3_600_000u)]
    public void A_number_of_the_code_equals_that_of_the_configuration_whatever_its_size(object expires)
    {
        var setup = new StartTopologySetup();
        setup.Add([], topology => topology.Queue("near", QueueType.Classic, queue => queue.Arguments["x-expires"] = expires));

        var topology = Build(setup, ("Topology:Queues:near:Type", "Classic"), ("Topology:Queues:near:Arguments:x-expires", "3600000"))!;

        Assert.Equal(expires, Assert.Single(topology.Queues).Arguments["x-expires"]);
        var exception = Assert.Throws<GoQueueConfigurationException>(
            () => Build(setup, ("Topology:Queues:near:Type", "Classic"), ("Topology:Queues:near:Arguments:x-expires", "3600001")));
        Assert.Contains("as a durable classic queue with x-expires = 3600000 and as a durable classic queue with x-expires = 3600001:", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Calls_add_up_and_the_option_switches_them_off()
    {
        var setup = new StartTopologySetup();
        Assert.Null(Build(setup));
        setup.Add([EventDescriptor.For<Counted>()], configure: null);
        setup.Add([], static topology => topology.Exchange("more").Queue("audit", QueueType.Classic));

        var topology = Build(setup)!;
        Assert.Equal(["counts", "more"], topology.Exchanges.Select(static exchange => exchange.Name));
        Assert.Single(topology.Queues);
        Assert.Null(Build(setup, ("DeclareOnStart", "false")));
        Assert.NotNull(Build(setup, ("DeclareOnStart", "true")));
    }

    private static TopologyBuilder? Build(params (string Key, string Value)[] settings) => Build(new StartTopologySetup(), settings);

    private static TopologyBuilder? Build(StartTopologySetup setup, params (string Key, string Value)[] settings)
    {
        var configured = ConfiguredOptions.FromSection(Configuration([.. settings.Select(static setting => ($"Root:{setting.Key}", setting.Value))]).GetSection("Root"), []);
        var options = new GoQueueOptions();
        configured.Bind(options);
        return setup.Build(options, configured);
    }

    private static IConfiguration Configuration(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(static setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();

    private static (string Key, string Value) Setting(string text) => (text[..text.IndexOf('=', StringComparison.Ordinal)], text[(text.IndexOf('=', StringComparison.Ordinal) + 1)..]);
}
