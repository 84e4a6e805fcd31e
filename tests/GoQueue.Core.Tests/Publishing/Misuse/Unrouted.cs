namespace GoQueue.Core.Tests.Publishing.Misuse;

/// <summary>An event that no queue takes: a receipt for it is a false one.</summary>
public sealed record Unrouted(int Number) : IGoQueueEvent<Unrouted>
{
    public static EventDescriptor<Unrouted> Descriptor { get; } = new()
    {
        Topic = MisuseScene.UnroutedExchange,
        Action = "numbered",
        Version = "1.0",
        Name = nameof(Unrouted),
        TypeInfoSource = static () => throw new NotSupportedException("The direct writer is used."),
        JsonWriter = static (ref json, unrouted) => MisuseScene.Write(ref json, unrouted.Number),
    };
}
