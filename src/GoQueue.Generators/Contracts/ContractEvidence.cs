namespace GoQueue.Generators.Contracts;

/// <summary>What a row's verdict is proved by.</summary>
internal enum ContractEvidence
{
    /// <summary>JSON readers decide: consumers of the old shape read messages of the new one.</summary>
    Value,

    /// <summary>A broker decides: queues bound for the old event get the new message or miss it.</summary>
    Routing,

    /// <summary>The meaning of the fact itself decides; a fixed example is tested.</summary>
    Definition,
}
