using GoQueue.Hosting.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace GoQueue.Core.Tests.Hosting;

/// <summary>
/// One value where a section or list belongs, and the reverse, were ignored silently. Each is refused with its key and
/// a cure, and without its value, which may be a secret under the wrong key.
/// </summary>
[Covers(typeof(ConfiguredKeys))]
public sealed class ConfigurationShapeTests
{
    public static TheoryData<string> Sections
    {
        get
        {
            var data = new TheoryData<string>();
            Add(OptionKeys.Publisher, "");
            data.Add("Topology:Queues:audit");
            data.Add("Topology:Bindings:0");
            data.Add("Topology:Queues:audit:Arguments");
            data.Add("Publishers");
            data.Add("Publishers:billing");
            return data;

            void Add(OptionKeys keys, string prefix)
            {
                foreach (var (name, inner) in keys.Sections)
                {
                    data.Add(prefix + name);
                    if (inner is { Each: null })
                    {
                        Add(inner, $"{prefix}{name}:");
                    }
                }
            }
        }
    }

    public static TheoryData<string> Values
    {
        get
        {
            var data = new TheoryData<string> { "Topology:Queues:audit:Type", "Topology:Bindings:0:Exchange", "RabbitMQ:Endpoints:0", "DefaultHeaders:team", "ActionPriorities:alert" };
            Add(OptionKeys.Publisher, "");
            return data;

            void Add(OptionKeys keys, string prefix)
            {
                foreach (var name in keys.Values)
                {
                    data.Add(prefix + name);
                }

                foreach (var (name, inner) in keys.Sections)
                {
                    if (inner is { Each: null })
                    {
                        Add(inner, $"{prefix}{name}:");
                    }
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public void One_value_in_place_of_a_section_is_refused_by_its_key(string key)
    {
        var error = Refusal(($"GoQueue:{key}", "s3cret,h2"));

        Assert.StartsWith($"'GoQueue:{key}' is one value and must be a section: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(key is "RabbitMQ:Endpoints" or "Topology:Bindings", error.Message.Contains("it is a list, so write [", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void A_section_in_place_of_one_value_is_refused_by_its_key(string key)
    {
        var error = Refusal(($"GoQueue:{key}:0", "s3cret"));

        Assert.Equal($"'GoQueue:{key}' is a section or a list and must be one value: remove 'GoQueue:{key}:0' and write the value at 'GoQueue:{key}'.", error.Message);
    }

    [Fact]
    public void The_section_itself_must_be_one() =>
        Assert.Equal("'GoQueue' is one value and must be a section: write the options below it.", Refusal(("GoQueue", "s3cret")).Message);

    [Fact]
    public void An_empty_list_of_JSON_is_no_value()
    {
        using var provider = Provider(("GoQueue:RabbitMQ:Endpoints", ""), ("GoQueue:DefaultHeaders", null));

        Assert.Equal("RabbitMQ amqp://host:5672/", provider.GetRequiredService<GoQueuePublisher>().TransportDescription);
    }

    [Theory]
    [InlineData("MaxMessageBytes", "is not a whole number: write one without separators, such as 1000.")]
    [InlineData("RabbitMQ:Connections", "is not a whole number: write one without separators, such as 1000.")]
    [InlineData("RabbitMQ:MaxInFlightBytes", "is not a whole number: write one without separators, such as 1000.")]
    [InlineData("Validate", "is not a switch: write true or false.")]
    [InlineData("DeclareOnStart", "is not a switch: write true or false.")]
    [InlineData("PublishTimeout", "is not a time: write one as hh:mm:ss, such as 00:00:30.")]
    [InlineData("RabbitMQ:AdmissionTimeout", "is not a time: write one as hh:mm:ss, such as 00:00:30.")]
    [InlineData("Format", "is none of its choices: write GoQueueEnvelope, CloudEventsBinary, CloudEventsStructured or Raw.")]
    [InlineData("RabbitMQ:BlockedPolicy", "is none of its choices: write Wait or FailFast.")]
    [InlineData("Background:WhenFull", "is none of its choices: write Wait, Drop or Fail.")]
    [InlineData("ActionPriorities:alert", "is none of its choices: write Low, Normal or High.")]
    [InlineData("Topology:Queues:audit:Type", "is none of its choices: write Classic, Quorum or Stream.")]
    [InlineData("Topology:Queues:audit:MaxLength", "is not a whole number in its range: write one from 0 to 9223372036854775807 without separators.")]
    [InlineData("Topology:Queues:audit:SingleActiveConsumer", "is not a switch: write true or false.")]
    public void A_value_that_cannot_be_read_is_refused_without_the_value(string key, string told)
    {
        var error = Refusal(("GoQueue:Topology:Queues:audit:Type", "Quorum"), ($"GoQueue:{key}", "s3cret' at 'x' to type 'System.Uri"));

        Assert.Equal($"'GoQueue:{key}' {told}", error.Message);
        Assert.DoesNotContain("s3cret", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("schemas/s3cret", "GoQueueOptions.CloudEvents:DataSchemaBase (GoQueue:CloudEvents:DataSchemaBase) is a relative URI: CloudEvents takes an absolute one, such as 'https://schemas.example.com/events'.")]
    [InlineData("http://s3cret:x", "'GoQueue:CloudEvents:DataSchemaBase' is not a URI: write one such as https://schemas.example.com/events.")]
    public void A_URI_that_cannot_be_read_is_refused_without_the_value(string value, string told)
    {
        var error = Refusal(("GoQueue:CloudEvents:DataSchemaBase", value));

        Assert.Equal(told, error.Message);
        Assert.DoesNotContain("s3cret", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("amqp://user:s3cret@host/a/b")]
    [InlineData("amqp://user:/s3cret@host")]
    public void A_malformed_URI_is_refused_although_the_connection_string_wins(string uri)
    {
        var error = Refusal(("GoQueue:RabbitMQ:Uri", uri));

        Assert.StartsWith("The URI in GoQueue:RabbitMQ:Uri ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error.ToString(), StringComparison.Ordinal);
    }

    private static GoQueueConfigurationException Refusal(params (string Key, string? Value)[] values)
    {
        using var provider = Provider(values);
        return Assert.Throws<GoQueueConfigurationException>(() =>
        {
            provider.GetRequiredService<GoQueuePublisher>();
            _ = provider.GetRequiredService<IGoQueueBackgroundPublisher>();
        });
    }

    private static ServiceProvider Provider(params (string Key, string? Value)[] values)
    {
        var all = new Dictionary<string, string?> { ["ConnectionStrings:rabbitmq"] = "amqp://host" };
        foreach (var (key, value) in values)
        {
            all[key] = value;
        }

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(all).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration);
        services.AddGoQueue("rabbitmq");
        services.AddKeyedGoQueue("billing", "rabbitmq");
        return services.BuildServiceProvider();
    }
}
