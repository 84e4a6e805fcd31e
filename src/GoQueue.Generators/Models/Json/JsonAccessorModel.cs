namespace GoQueue.Generators.Models.Json;

/// <summary>
/// An unsafe accessor: a method that reaches a private or init-only member, or a constructor, without reflection.
/// </summary>
internal sealed record JsonAccessorModel
{
    /// <summary>The name by which generated code calls it, with its class where the declaring type is generic: <c>Accessors0&lt;int&gt;.SetId</c>.</summary>
    public required string Call { get; init; }

    /// <summary>Its name where it is declared.</summary>
    public required string Name { get; init; }

    /// <summary>The member of UnsafeAccessorKind.</summary>
    public required string Kind { get; init; }

    /// <summary>The name of what it reaches; null for a constructor.</summary>
    public required string? Target { get; init; }

    /// <summary>Its return type and parameters as declared, in terms of the declaring type's own type parameters.</summary>
    public required string Returns { get; init; }

    public required string Parameters { get; init; }

    /// <summary><c>static extern</c>, and what else the compiler wants there.</summary>
    public required string Modifiers { get; init; }

    /// <summary>
    /// The head of the class around it, <c>Accessors0&lt;T&gt; where T : struct</c>, or null. The runtime finds members of a generic type only
    /// from a class with the same type parameters and constraints.
    /// </summary>
    public required string? GenericClass { get; init; }
}
