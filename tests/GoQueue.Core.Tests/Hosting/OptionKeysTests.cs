using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using GoQueue.Formats;
using GoQueue.Hosting.Configuration;
using GoQueue.RabbitMQ;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace GoQueue.Core.Tests.Hosting;

/// <summary>One list of options stands in four places: the properties, OptionKeys, the generated binding and ConfigurationSchema.json.</summary>
public sealed class OptionKeysTests
{
    private static readonly string[] s_setInCode = ["CredentialsProvider", "ConfigureConnection", "OnFailure"];

    private static readonly (string Path, Type Options, OptionKeys Keys, string Definition)[] s_sections =
    [
        ("", typeof(GoQueueOptions), OptionKeys.Publisher, "goQueuePublisher"),
        ("CloudEvents", typeof(CloudEventsOptions), OptionKeys.CloudEvents, "goQueueCloudEvents"),
        ("Background", typeof(BackgroundOptions), OptionKeys.Background, "goQueueBackground"),
        ("RabbitMQ", typeof(RabbitMQOptions), OptionKeys.RabbitMQ, "goQueueRabbitMQ"),
    ];

    // Sections of the publisher's that are options of their own, not properties of GoQueueOptions.
    private static readonly string[] s_ownSections = ["RabbitMQ", "Background", "Topology"];

    [Fact]
    public void Every_property_is_a_key_and_every_key_a_property()
    {
        foreach (var (_, options, keys, _) in s_sections)
        {
            Assert.Equal(Sorted(Properties(options).Select(static property => property.Name)), Sorted(keys.Names.Except(s_ownSections)));
        }
    }

    [Fact]
    public void Every_time_is_known_as_one()
    {
        foreach (var property in s_sections.SelectMany(static section => Properties(section.Options)))
        {
            var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            Assert.True((type == typeof(TimeSpan)) == OptionKeys.IsTime(property.Name), property.Name);
        }
    }

    [Fact]
    public void Every_key_stands_in_the_schema_with_its_default()
    {
        var schema = JsonNode.Parse(File.ReadAllText(SchemaFile()))!;
        foreach (var (_, options, keys, definition) in s_sections)
        {
            var properties = schema["definitions"]![definition]!["properties"]!.AsObject();
            Assert.Equal(Sorted(keys.Names), Sorted(properties.Select(static property => property.Key)));
            var defaults = Activator.CreateInstance(options)!;
            foreach (var property in Properties(options))
            {
                var standard = Convert.ToString(property.GetValue(defaults), CultureInfo.InvariantCulture);
                if (keys.Values.Contains(property.Name))
                {
                    // Null is what "Default:" in a description tells of.
                    Assert.Equal(string.IsNullOrEmpty(standard) ? null : standard, properties[property.Name]!["default"]?.ToString(), ignoreCase: true);
                }

                Assert.NotEmpty((properties[property.Name]!["description"] ?? Definition(schema, properties[property.Name]!)["description"])!.ToString());
                if (property.PropertyType.IsEnum)
                {
                    Assert.Equal(Enum.GetNames(property.PropertyType), properties[property.Name]!["enum"]!.AsArray().Select(static one => one!.ToString()));
                }
            }
        }
    }

    [Fact]
    public void Every_key_is_bound()
    {
        foreach (var (path, options, keys, _) in s_sections)
        {
            foreach (var key in keys.Values)
            {
                var property = options.GetProperty(key)!;
                var value = SampleOf(property);
                var bound = Bind(path, key, value);
                Assert.Equal(value, Convert.ToString(property.GetValue(bound), CultureInfo.InvariantCulture));
                Assert.NotEqual(property.GetValue(Activator.CreateInstance(options)!), property.GetValue(bound));
            }
        }

        Assert.Equal("v", ((GoQueueOptions)Bind("", "DefaultHeaders:k", "v")).DefaultHeaders["k"]);
        Assert.Equal(EventPriority.High, ((GoQueueOptions)Bind("", "ActionPriorities:order.", "High")).ActionPriorities["order."]);
        Assert.Equal(["second:5672"], ((RabbitMQOptions)Bind("RabbitMQ", "Endpoints:0", "second:5672")).Endpoints);
    }

    private static JsonNode Definition(JsonNode schema, JsonNode property) =>
        schema["definitions"]![property["$ref"]!.ToString().Split('/')[^1]]!;

    private static object Bind(string path, string key, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new($"Root:{(path.Length == 0 ? "" : $"{path}:")}{key}", value)]).Build();
        var configured = ConfiguredOptions.FromSection(configuration.GetSection("Root"), []);
        var (publisher, background, rabbit) = (new GoQueueOptions(), new BackgroundOptions(), new RabbitMQOptions());
        configured.Bind(publisher);
        configured.Bind(background);
        configured.Bind(rabbit);
        return path switch
        {
            "" => publisher,
            "CloudEvents" => publisher.CloudEvents,
            "Background" => background,
            _ => rabbit,
        };
    }

    private static string SampleOf(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var standard = property.GetValue(Activator.CreateInstance(property.DeclaringType!)!);
        return type switch
        {
            _ when type == typeof(bool) => (!((bool?)standard ?? false)).ToString(),
            _ when type == typeof(int) || type == typeof(long) => "17",
            _ when type == typeof(TimeSpan) => "00:00:17",
            _ when type == typeof(Uri) => "https://schemas.example/",
            _ when type.IsEnum => Enum.GetNames(type)[^1],
            _ when property.Name == "Uri" => "amqp://sample",
            _ => "text",
        };
    }

    private static IEnumerable<PropertyInfo> Properties(Type options) =>
        options.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(static property => !s_setInCode.Contains(property.Name));

    private static string[] Sorted(IEnumerable<string> names) => [.. names.Order(StringComparer.Ordinal)];

    internal static string SchemaFile()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "GoQueue.Typed.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return Path.Combine(folder.FullName, "src", "GoQueue.Core", "ConfigurationSchema.json");
    }
}
