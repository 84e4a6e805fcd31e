using System.Text.Json;

namespace GoQueue.Generators.Tests.Contracts.Readers;

/// <summary>A library that reads JSON, with the settings that services have.</summary>
/// <param name="Name">Its name in witnesses.</param>
/// <param name="Options">The options of System.Text.Json; null for Newtonsoft.Json.</param>
internal sealed record JsonReader(string Name, JsonSerializerOptions? Options)
{
    public static IReadOnlyList<JsonReader> All { get; } =
    [
        new("System.Text.Json default", JsonSerializerOptions.Default),
        new("System.Text.Json Web", JsonSerializerOptions.Web),
        new("System.Text.Json Strict", JsonSerializerOptions.Strict),
        new("Newtonsoft.Json", null),
    ];

    /// <summary>Whether it refuses members that it does not know, by declaration.</summary>
    public bool RefusesUnknownMembers => ReferenceEquals(Options, JsonSerializerOptions.Strict);

    /// <summary>Whether it knows the discriminators of System.Text.Json.</summary>
    public bool KnowsDerivedTypes => Options is not null;

    /// <summary>What it read, written again; null if it failed.</summary>
    public JsonDocument? Read(string message, Type consumer)
    {
        try
        {
            var value = Options is null ? Newtonsoft.Json.JsonConvert.DeserializeObject(message, consumer) : JsonSerializer.Deserialize(message, consumer, Options);
            return value is null ? null : JsonSerializer.SerializeToDocument(value, consumer, JsonSerializerOptions.Default);
        }
        catch (Exception fault) when (fault is JsonException or Newtonsoft.Json.JsonException or FormatException or OverflowException or ArgumentException or InvalidCastException
            or InvalidOperationException or NotSupportedException)
        {
            return null;
        }
    }
}
