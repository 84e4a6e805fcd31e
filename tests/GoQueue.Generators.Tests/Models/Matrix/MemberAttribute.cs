namespace GoQueue.Generators.Tests.Models.Matrix;

/// <summary>A row of the axis "attribute of the member".</summary>
/// <param name="Code">As written between brackets; empty for none.</param>
/// <param name="Fit">The values to try on a type; null where the attribute does not fit it.</param>
internal sealed record MemberAttribute(string Code, Func<MemberType, CellValues?> Fit)
{
    /// <summary>Whether the attribute is tried on types that are refused without a converter.</summary>
    public bool FitsRefused { get; init; }

    /// <summary>Whether C# admits it on a parameter.</summary>
    public bool FitsParameter { get; init; }

    /// <summary>The member's name in JSON.</summary>
    public string JsonName { get; init; } = "member";

    /// <summary>The values to try on a type; null where there are none.</summary>
    public CellValues? ValuesFor(MemberType type) => type.Refusal is null || FitsRefused ? Fit(type) : null;

    public override string ToString() => Code.Length == 0 ? "none" : Code;
}
