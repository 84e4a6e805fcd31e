namespace GoQueue.RabbitMQ.Tests.Harness;

/// <summary>An event with a member that travels as a header, as <c>[EventHeader] double</c> does.</summary>
public sealed record RatioMeasured(double Ratio) : IGoQueueEvent<RatioMeasured>
{
    private static readonly EventDescriptor<RatioMeasured> s_descriptor = new()
    {
        Topic = "ratios",
        Action = "ratio.measured",
        Version = "1.0",
        Name = nameof(RatioMeasured),
        TypeInfoSource = static () => throw new NotSupportedException("The direct writer is used."),
        JsonWriter = static (ref json, _) => json.WriteRaw("{}"u8),
        HeaderWriter = static (message, headers) => headers["measured-ratio"] = message.Ratio,
    };

    static EventDescriptor<RatioMeasured> IGoQueueEvent<RatioMeasured>.Descriptor => s_descriptor;
}
