namespace GoQueue.Generators.Models.Validation;

/// <summary>How the elements of a collection are reached without an allocation.</summary>
internal enum SequenceAccess
{
    /// <summary>By index up to Length: arrays.</summary>
    Length,

    /// <summary>By index up to Length, if it was ever made.</summary>
    ImmutableArray,

    /// <summary>By index up to Count.</summary>
    Count,

    /// <summary>By the collection's own enumerator.</summary>
    Enumerator,

    /// <summary>By index where the object behind the interface has one; else its enumerator is allocated.</summary>
    Interface,
}
