namespace GoQueue.RabbitMQ.Tests.Harness;

/// <summary>An event that declares no topic.</summary>
public sealed record Topicless : IGoQueueEvent<Topicless>
{
    private static readonly EventDescriptor<Topicless> s_descriptor = new()
    {
        Topic = null,
        Action = "order.placed",
        Version = "1.0",
        Name = nameof(Topicless),
        TypeInfoSource = static () => throw new NotSupportedException("The direct writer is used."),
        JsonWriter = static (ref json, _) => json.WriteRaw("{}"u8),
    };

    static EventDescriptor<Topicless> IGoQueueEvent<Topicless>.Descriptor => s_descriptor;
}
