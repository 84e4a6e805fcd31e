namespace GoQueue.Core.Tests.Publishing.Batching;

/// <summary>Another event written by hand, without a topic and with an action that the Go guide gives high priority.</summary>
public sealed record Alerted(string Text) : IGoQueueEvent<Alerted>
{
    private static readonly EventDescriptor<Alerted> s_descriptor = new()
    {
        Topic = null,
        Action = "alert.raised",
        Version = "2.0",
        Name = nameof(Alerted),
        TypeInfoSource = static () => throw new NotSupportedException(),
        JsonWriter = static (ref json, value) =>
        {
            json.WriteRaw("{\"text\":"u8);
            json.WriteString(value.Text);
            json.WriteRaw("}"u8);
        },
    };

    static EventDescriptor<Alerted> IGoQueueEvent<Alerted>.Descriptor => s_descriptor;
}
