namespace GoQueue.RabbitMQ.Tests.Harness;

/// <summary>An event whose rule no message keeps.</summary>
public sealed record NeverValid : IGoQueueEvent<NeverValid>
{
    private static readonly EventDescriptor<NeverValid> s_descriptor = new()
    {
        Topic = "orders",
        Action = "order.placed",
        Version = "1.0",
        Name = nameof(NeverValid),
        TypeInfoSource = static () => throw new NotSupportedException("The direct writer is used."),
        JsonWriter = static (ref json, _) => json.WriteRaw("{}"u8),
        Validator = static (_, ref failures) => failures.Add("Member", "Never", "The Member field is never right."),
    };

    static EventDescriptor<NeverValid> IGoQueueEvent<NeverValid>.Descriptor => s_descriptor;
}
