namespace GoQueue.Generators.Models.Json;

/// <summary>How values of a type are written.</summary>
internal enum JsonTypeForm
{
    /// <summary>By one call.</summary>
    Scalar,

    /// <summary>As the number behind the enum's member.</summary>
    EnumNumber,

    /// <summary>By the generated <c>Write</c> methods of its own class.</summary>
    Generated,

    /// <summary>As null, or as the underlying type.</summary>
    Nullable,

    /// <summary>As the one value in it.</summary>
    Value,

    /// <summary>By the converters of the members that have it.</summary>
    Converted,

    /// <summary>Only by metadata: a converter, polymorphism, object.</summary>
    Metadata,
}
