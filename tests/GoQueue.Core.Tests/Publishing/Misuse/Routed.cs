namespace GoQueue.Core.Tests.Publishing.Misuse;

/// <summary>An event that a queue takes.</summary>
public sealed record Routed(int Number) : IGoQueueEvent<Routed>
{
    public static EventDescriptor<Routed> Descriptor { get; } = new()
    {
        Topic = MisuseScene.RoutedExchange,
        Action = "numbered",
        Version = "1.0",
        Name = nameof(Routed),
        TypeInfoSource = static () => throw new NotSupportedException("The direct writer is used."),
        JsonWriter = static (ref json, routed) => MisuseScene.Write(ref json, routed.Number),
    };
}
