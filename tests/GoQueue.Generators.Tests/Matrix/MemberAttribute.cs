namespace GoQueue.Generators.Tests.Matrix;

/// <summary>A row of the axis "attribute of the member".</summary>
/// <param name="Code">As written between brackets; empty for none.</param>
/// <param name="Fit">The values to try on a type; null where the attribute does not fit it.</param>
internal sealed record MemberAttribute(string Code, Func<MemberType, CellValues?> Fit)
{
    /// <summary>Whether C# admits it on a parameter.</summary>
    public bool FitsParameter { get; init; }

    /// <summary>The member's name in JSON.</summary>
    public string JsonName { get; init; } = "member";

    public override string ToString() => Code.Length == 0 ? "none" : Code;
}
