namespace GoQueue.Generators.Models.Json;

/// <summary>A type as its users see it: enough to print a write of a value, without the type's own content.</summary>
internal sealed record JsonTypeReference
{
    /// <summary>The C# name, with <c>global::</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The class that holds its generated code, <c>Shop_Events_OrderLine</c>; unique in the assembly.</summary>
    public required string Id { get; init; }

    public required JsonTypeForm Form { get; init; }

    public required bool IsValueType { get; init; }

    /// <summary>Whether the direct writer can write it.</summary>
    public required bool IsDirect { get; init; }

    /// <summary>For <see cref="JsonTypeForm.Scalar"/>, and an enum's underlying type: which of System.Text.Json's own converters it is.</summary>
    public JsonScalar? Scalar { get; init; }

    /// <summary>For <see cref="JsonTypeForm.Nullable"/>: the type without its question mark.</summary>
    public JsonTypeReference? Underlying { get; init; }

    /// <summary>For <see cref="JsonTypeForm.Value"/>: the type of the value in it.</summary>
    public JsonTypeReference? Inner { get; init; }

    /// <summary>For <see cref="JsonTypeForm.Value"/>: the property that has the value.</summary>
    public string? InnerMember { get; init; }
}
