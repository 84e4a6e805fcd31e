namespace GoQueue.Generators.Contracts;

/// <summary>What a change means to readers.</summary>
internal enum ContractVerdict
{
    /// <summary>Every tolerant reader gets the values that it knows.</summary>
    Compatible,

    /// <summary>Some readers fail or lose a value; others do not.</summary>
    Risky,

    /// <summary>There are messages that readers cannot read, or of which they silently lose a value.</summary>
    Breaking,
}
