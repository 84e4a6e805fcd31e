namespace GoQueue.Generators.Models;

/// <summary>What it takes to write another part of a type and to speak of it.</summary>
internal sealed record TypeDeclarationModel
{
    /// <summary>The simple name, keywords escaped.</summary>
    public required string Name { get; init; }

    /// <summary>With <c>global::</c>, keywords escaped.</summary>
    public required string FullName { get; init; }

    /// <summary>As in metadata, <c>Shop.Orders+Created</c>; unique in the assembly.</summary>
    public required string MetadataName { get; init; }

    /// <summary>The namespace, keywords escaped; null is the global one.</summary>
    public required string? Namespace { get; init; }

    /// <summary><c>partial record</c>, <c>partial record struct</c>, …</summary>
    public required string Declaration { get; init; }

    /// <summary>The declarations of the containing types with their names, outermost first: <c>partial class Orders</c>.</summary>
    public required EquatableArray<string> Containers { get; init; }

    /// <summary>Whether the type and all its containers are public; otherwise it is internal.</summary>
    public required bool IsPublic { get; init; }

    public required bool IsValueType { get; init; }
    public required bool IsSealed { get; init; }
}
