namespace GoQueue.Generators.Models.Validation;

/// <summary>A member's own rules: those of its attributes, and that it is there where its type says so.</summary>
internal sealed record MemberRulesModel
{
    /// <summary>As in the source, without <c>@</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The name in C#.</summary>
    public required string CodeName { get; init; }

    /// <summary>
    /// What the rules check, as the C# expression after <c>value.</c>: the member, or the value in it if its type is written as that.
    /// </summary>
    public required string Access { get; init; }

    /// <summary>How the member itself says that it is not there.</summary>
    public required Nullness MemberNullness { get; init; }

    /// <summary>The C# expression of the display name: a literal, or a resource.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The display name as far as the compiler knows it.</summary>
    public required string DisplayText { get; init; }

    /// <summary>The type of what the rules check with <c>global::</c>, without the <c>?</c> of a nullable value.</summary>
    public required string Type { get; init; }

    public required Nullness Nullness { get; init; }

    /// <summary>Whether null is refused by the type, without an attribute.</summary>
    public required bool RefusesNull { get; init; }

    /// <summary>The rules of the attributes, <c>[Required]</c> first: where it is broken, the others are not asked.</summary>
    public required EquatableArray<RuleModel> Rules { get; init; }

    /// <summary>The C# expression of the member itself, beside the local <c>member</c> that the rules check.</summary>
    public string Whole => Access == CodeName ? "member" : $"value.{CodeName}";

    public bool HasRules => RefusesNull || !Rules.IsEmpty;
}
