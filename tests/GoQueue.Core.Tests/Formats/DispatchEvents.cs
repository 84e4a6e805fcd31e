using System.Text.Json.Serialization;

namespace GoQueue.Core.Tests.Formats;

/// <summary>The second major version of an event.</summary>
public sealed record OrderPlaced2(int OrderId) : IGoQueueEvent<OrderPlaced2>
{
    public static EventDescriptor<OrderPlaced2> Descriptor { get; } = new()
    {
        Topic = "shop.orders",
        Action = "order.placed",
        Version = "2.0",
        Name = "OrderPlaced2",
        TypeInfoSource = static () => DispatchJson.Default.OrderPlaced2,
    };
}

/// <summary>An event of any topic.</summary>
public sealed record Noted(string Text) : IGoQueueEvent<Noted>
{
    public static EventDescriptor<Noted> Descriptor { get; } = new()
    {
        Topic = null,
        Action = "noted",
        Version = "1.0",
        Name = "Noted",
        TypeInfoSource = static () => DispatchJson.Default.Noted,
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(OrderPlaced2))]
[JsonSerializable(typeof(Noted))]
internal sealed partial class DispatchJson : JsonSerializerContext;
