using System.Text.Json;
using System.Text.Json.Serialization;

namespace GoQueue.Core.Tests.Publishing;

/// <summary>Has hidden and other members that can fail while they are written.</summary>
[GoQueueEvent("vaults", "vault.opened", "1.0")]
internal sealed partial record VaultOpened
{
    [Sensitive]
    public Dictionary<string, double>? Accounts { get; init; }

    public Dictionary<string, double>? Rates { get; init; }

    [Sensitive]
    [JsonConverter(typeof(QuotingConverter))]
    public string? Iban { get; init; }

    [JsonConverter(typeof(QuotingConverter))]
    public string? Color { get; init; }

    public List<VaultPart>? Parts { get; init; }
}

internal sealed partial record VaultPart
{
    public string? Name { get; init; }

    [Sensitive]
    public Dictionary<string, double>? Accounts { get; init; }

    public double Weight { get; init; }
}

/// <summary>Without a hidden member.</summary>
[GoQueueEvent("vaults", "vault.painted", "1.0")]
internal sealed partial record VaultPainted
{
    public Dictionary<string, double>? Rates { get; init; }

    [JsonConverter(typeof(QuotingConverter))]
    public string? Color { get; init; }
}

/// <summary>Refuses texts that begin with x, and quotes them.</summary>
internal sealed class QuotingConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.StartsWith('x') ? throw new FormatException($"bad text {value}") : value);
}
