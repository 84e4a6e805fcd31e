namespace GoQueue.Generators.Tests.Models.Matrix;

/// <summary>The axis "where the attribute is written".</summary>
internal enum AttributeTarget
{
    /// <summary><c>record E([A] int Member)</c>.</summary>
    Parameter,

    /// <summary><c>record E([property: A] int Member)</c>.</summary>
    Property,

    /// <summary><c>[A] public int Member { get; init; }</c>.</summary>
    Body,

    /// <summary>On a virtual property of the base, which the event overrides without it.</summary>
    Overridden,

    /// <summary>On the override of a virtual property that has none.</summary>
    Override,
}
