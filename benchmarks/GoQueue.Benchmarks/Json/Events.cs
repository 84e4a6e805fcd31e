using System.Text.Json.Serialization;

namespace GoQueue.Benchmarks.Json;

/// <summary>What a user did.</summary>
public enum Source
{
    Web,
    Mobile,
}

/// <summary>A small event: six members, 179 bytes of JSON.</summary>
[GoQueueEvent("users", "user.registered", "1.0")]
public sealed partial record UserRegistered(Guid UserId, string Email, string DisplayName, DateTimeOffset RegisteredAt, Source Source, int? Age);

/// <summary>A line of an order.</summary>
public readonly partial record struct OrderLine(string Sku, int Quantity, decimal UnitPrice);

/// <summary>An event with ten lines: 764 bytes of JSON.</summary>
[GoQueueEvent("orders", "order.placed", "1.0")]
public sealed partial record OrderPlaced(Guid OrderId, string Customer, DateTimeOffset PlacedAt, decimal Total, IReadOnlyList<OrderLine> Lines);

/// <summary>System.Text.Json's own generator, both of its modes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(UserRegistered))]
[JsonSerializable(typeof(OrderPlaced))]
internal sealed partial class OfficialContext : JsonSerializerContext;

/// <summary>System.Text.Json's own generator without its fast path.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(UserRegistered))]
[JsonSerializable(typeof(OrderPlaced))]
internal sealed partial class OfficialMetadataContext : JsonSerializerContext;
