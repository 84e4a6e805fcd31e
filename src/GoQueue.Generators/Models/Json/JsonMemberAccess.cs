namespace GoQueue.Generators.Models.Json;

/// <summary>How generated code reads or sets a member.</summary>
internal enum JsonMemberAccess
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>By its name.</summary>
    Direct,

    /// <summary>By an unsafe accessor: it is private, or init-only.</summary>
    Accessor,

    /// <summary>Set by the constructor alone.</summary>
    Constructor,
}
