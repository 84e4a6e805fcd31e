namespace GoQueue.Generators.Models.Routing;

/// <summary>A record whose ToString must not show some of its members.</summary>
internal sealed record MaskedTypeModel
{
    public required TypeDeclarationModel Type { get; init; }

    /// <summary>The modifiers of PrintMembers: <c>private</c>, <c>protected virtual</c>, <c>protected override</c>.</summary>
    public required string Modifiers { get; init; }

    /// <summary>Whether a base record prints its members first.</summary>
    public required bool PrintsBase { get; init; }

    public required EquatableArray<PrintedMemberModel> Members { get; init; }

    /// <summary>Ids of diagnostics that naming the members raises.</summary>
    public required EquatableArray<string> RaisedDiagnostics { get; init; }
}
