namespace GoQueue.Generators.Parsing.Usage;

/// <summary>What a publish call gives back.</summary>
internal enum PublishKind
{
    /// <summary>A receipt.</summary>
    Single,

    /// <summary>A result per message.</summary>
    Batch,

    /// <summary>Results that must be enumerated.</summary>
    Stream,
}
