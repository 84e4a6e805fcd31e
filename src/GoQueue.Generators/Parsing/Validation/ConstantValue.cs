namespace GoQueue.Generators.Parsing.Validation;

/// <summary>A value that is known while compiling.</summary>
internal readonly struct ConstantValue
{
    private ConstantValue(object? value, bool isEmptyCollection) => (Value, IsEmptyCollection) = (value, isEmptyCollection);

    /// <summary>Null: <c>null</c>, <c>null!</c>, <c>default</c> of a reference or a nullable value.</summary>
    public static ConstantValue Null { get; } = new(null, isEmptyCollection: false);

    /// <summary>A collection without elements: <c>[]</c>.</summary>
    public static ConstantValue EmptyCollection { get; } = new(null, isEmptyCollection: true);

    /// <summary>The constant, of an enum its number; null where the value is null or a collection.</summary>
    public object? Value { get; }

    public bool IsEmptyCollection { get; }

    public bool IsNull => Value is null && !IsEmptyCollection;

    /// <summary>A constant, or null.</summary>
    public static ConstantValue Of(object? value) => new(value, isEmptyCollection: false);
}
