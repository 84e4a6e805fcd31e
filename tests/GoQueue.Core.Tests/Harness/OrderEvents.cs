using System.Text.Json.Serialization;
using GoQueue.Generated.Validation;

namespace GoQueue.Core.Tests.Harness;

/// <summary>Events of these tests are written by hand, so that their descriptors hold exactly what a test is about.</summary>
public sealed record OrderPlaced(int OrderId, string Customer, string? Note) : IGoQueueEvent<OrderPlaced>
{
    public static EventDescriptor<OrderPlaced> Descriptor { get; } = new()
    {
        Topic = "shop.orders",
        Action = "order.placed",
        Version = "1.2",
        Name = "OrderPlaced",
        TypeInfoSource = static () => OrderJson.Default.OrderPlaced,
        Validator = static (OrderPlaced order, ref ValidationFailures failures) =>
        {
            if (order.OrderId < 0)
            {
                failures.Add("OrderId", "Range", "The field OrderId must be 0 or more.");
            }
        },
        RedactedJsonWriter = static (ref json, order) =>
        {
            json.WriteRaw("{\"orderId\":***,\"customer\":\"***\",\"note\":"u8);
            json.WriteString(order.Note);
            json.WriteRaw("}"u8);
        },
    };
}

public sealed record OrderCancelled(int OrderId) : IGoQueueEvent<OrderCancelled>
{
    public static EventDescriptor<OrderCancelled> Descriptor { get; } = new()
    {
        Topic = "shop.orders",
        Action = "order.cancelled",
        Version = "1.0",
        Name = "OrderCancelled",
        TypeInfoSource = static () => OrderJson.Default.OrderCancelled,
    };
}

/// <summary>An event with a mark <c>[Encrypted]</c>.</summary>
public sealed record SecretNote(string Text) : IGoQueueEvent<SecretNote>
{
    public static EventDescriptor<SecretNote> Descriptor { get; } = new()
    {
        Topic = "shop.orders",
        Action = "note.written",
        Version = "2.0",
        Name = "SecretNote",
        TypeInfoSource = static () => OrderJson.Default.SecretNote,
        RequiresEncryption = true,
    };
}

/// <summary>Its data has the members of an envelope.</summary>
public sealed record Lookalike(string Id, string Action, string Topic, string Data, string Timestamp) : IGoQueueEvent<Lookalike>
{
    public static EventDescriptor<Lookalike> Descriptor { get; } = new()
    {
        Topic = "shop.orders",
        Action = "lookalike",
        Version = "1.0",
        Name = "Lookalike",
        TypeInfoSource = static () => OrderJson.Default.Lookalike,
    };
}

/// <summary>Cannot be written.</summary>
public sealed record Broken(int OrderId) : IGoQueueEvent<Broken>
{
    public string Customer => throw new InvalidOperationException("the customer is gone");

    public static EventDescriptor<Broken> Descriptor { get; } = new()
    {
        Topic = "shop.orders",
        Action = "order.broken",
        Version = "1.0",
        Name = "Broken",
        TypeInfoSource = static () => OrderJson.Default.Broken,
    };
}


/// <summary>Its routing key is rendered.</summary>
public sealed record RoutedOrder(string Region) : IGoQueueEvent<RoutedOrder>
{
    public static EventDescriptor<RoutedOrder> Descriptor { get; } = new()
    {
        Topic = "shop.orders",
        Action = "order.{region}.routed",
        Version = "1.0",
        Name = "RoutedOrder",
        TypeInfoSource = static () => OrderJson.Default.RoutedOrder,
        RoutingKey = static order => $"order.{order.Region}.routed",
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(OrderPlaced))]
[JsonSerializable(typeof(OrderCancelled))]
[JsonSerializable(typeof(SecretNote))]
[JsonSerializable(typeof(Lookalike))]
[JsonSerializable(typeof(Broken))]
[JsonSerializable(typeof(RoutedOrder))]
internal sealed partial class OrderJson : JsonSerializerContext;
