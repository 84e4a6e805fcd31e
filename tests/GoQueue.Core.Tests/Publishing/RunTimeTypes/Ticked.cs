namespace GoQueue.Core.Tests.Publishing.RunTimeTypes;

/// <summary>A record struct, which is boxed when it is published by its run-time type.</summary>
public readonly record struct Ticked(int Number) : IGoQueueEvent<Ticked>
{
    private static readonly EventDescriptor<Ticked> s_descriptor = new()
    {
        Topic = "counts",
        Action = "clock.ticked",
        Version = "1.0",
        Name = nameof(Ticked),
        TypeInfoSource = static () => throw new NotSupportedException(),
        JsonWriter = static (ref json, value) => json.WriteRaw("{\"tick\":true}"u8),
    };

    static EventDescriptor<Ticked> IGoQueueEvent<Ticked>.Descriptor => s_descriptor;
}
