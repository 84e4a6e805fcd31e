namespace GoQueue.Generators.Contracts;

/// <summary>Which readers a change must not break.</summary>
internal enum ContractMode
{
    /// <summary>Consumers of older versions read new messages.</summary>
    Forward,

    /// <summary>Also: new consumers read old messages.</summary>
    Full,
}
