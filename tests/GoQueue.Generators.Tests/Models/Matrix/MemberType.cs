namespace GoQueue.Generators.Tests.Models.Matrix;

/// <summary>A row of the axis "type of the member".</summary>
/// <param name="Name">As it is written where nullable annotations are on.</param>
/// <param name="Values">C# expressions that the type itself admits.</param>
/// <param name="BadJson">JSON that cannot be read as this type; a cut-off text where every JSON can.</param>
internal sealed record MemberType(string Name, string[] Values, string BadJson)
{
    /// <summary>
    /// C# expressions of values with 1 to 4 characters or elements; empty where the type has no length.
    /// </summary>
    public string[] Lengths { get; init; } = [];

    /// <summary>Whether values of whole numbers fit.</summary>
    public bool IsInteger { get; init; }

    /// <summary>Whether the type holds null: a reference, or a nullable value.</summary>
    public bool HoldsNull { get; init; }

    public bool IsReference { get; init; }

    public bool IsAnnotated => Name.EndsWith('?');

    /// <summary>Whether <c>[JsonNumberHandling]</c> may be written on it.</summary>
    public bool HasNumbers { get; init; }

    /// <summary>
    /// The rule that refuses the type where no converter is written on the member; null for what can be published.
    /// </summary>
    public string? Refusal { get; init; }

    public override string ToString() => Name;
}
