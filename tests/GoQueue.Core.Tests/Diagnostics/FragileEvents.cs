using GoQueue.Generated.Validation;

namespace GoQueue.Core.Tests.Diagnostics;

/// <summary>An event whose own code fails where the test says, with an exception that quotes it.</summary>
public sealed record Fragile(string Place, string Customer) : IGoQueueEvent<Fragile>
{
    public static EventDescriptor<Fragile> Descriptor { get; } = new()
    {
        Topic = "shop.orders",
        Action = "order.{place}",
        Version = "1.0",
        Name = "Fragile",
        TypeInfoSource = static () => throw new NotSupportedException("The direct writer is used."),
        JsonWriter = static (ref json, message) =>
        {
            message.Touch("json");
            json.WriteRaw("{}"u8);
        },
        Validator = static (Fragile message, ref ValidationFailures failures) => message.Touch("rule"),
        RoutingKey = static message => message.Touch("routing key"),
        HeaderWriter = static (message, headers) => message.Touch("header"),
        OrderingKey = static message => message.Touch("ordering key"),
    };

    private string Touch(string place) => place == Place ? throw new InvalidOperationException(Customer) : "order.fragile";
}

/// <summary>Has no topic of its own.</summary>
public sealed record Homeless(int Id) : IGoQueueEvent<Homeless>
{
    public static EventDescriptor<Homeless> Descriptor { get; } = new()
    {
        Topic = null,
        Action = "lost",
        Version = "1.0",
        Name = "Homeless",
        TypeInfoSource = static () => throw new NotSupportedException("It is never written."),
    };
}

/// <summary>Loses members when it is published as its base.</summary>
public record Base(int Id) : IGoQueueEvent<Base>
{
    public static EventDescriptor<Base> Descriptor { get; } = new()
    {
        Topic = "shop.orders",
        Action = "base",
        Version = "1.0",
        Name = "Base",
        TypeInfoSource = static () => throw new NotSupportedException("It is never written."),
    };
}

public sealed record Derived(int Id, string More) : Base(Id);
