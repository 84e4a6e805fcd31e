namespace GoQueue.Generators.Models.Validation;

/// <summary>How a value says that it is not there.</summary>
internal enum Nullness
{
    /// <summary>It is always there: a value type.</summary>
    Never,

    /// <summary>A null reference.</summary>
    Reference,

    /// <summary>A nullable value without a value.</summary>
    NullableValue,

    /// <summary>An immutable array that was never made.</summary>
    DefaultArray,
}
