namespace GoQueue;

/// <summary>A queue to declare.</summary>
internal sealed record QueueDeclaration(string Name, QueueType Type, IReadOnlyDictionary<string, object?>? Arguments);
