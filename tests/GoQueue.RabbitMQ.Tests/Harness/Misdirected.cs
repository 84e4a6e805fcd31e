namespace GoQueue.RabbitMQ.Tests.Harness;

/// <summary>An event whose exchange is not there.</summary>
public sealed record Misdirected : IGoQueueEvent<Misdirected>
{
    private static readonly EventDescriptor<Misdirected> s_descriptor = new()
    {
        Topic = "gone",
        Action = "order.placed",
        Version = "1.0",
        Name = nameof(Misdirected),
        TypeInfoSource = static () => throw new NotSupportedException("The direct writer is used."),
        JsonWriter = static (ref json, _) => json.WriteRaw("{}"u8),
    };

    static EventDescriptor<Misdirected> IGoQueueEvent<Misdirected>.Descriptor => s_descriptor;
}
