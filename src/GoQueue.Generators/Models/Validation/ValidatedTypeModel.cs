namespace GoQueue.Generators.Models.Validation;

/// <summary>What is checked of one type's values.</summary>
internal sealed record ValidatedTypeModel
{
    /// <summary>With <c>global::</c>, keywords escaped.</summary>
    public required string FullName { get; init; }

    /// <summary>What tells it from types of this name with other annotations inside.</summary>
    public required string Key { get; init; }

    /// <summary>The simple name: what rules of the whole value call it.</summary>
    public required string Name { get; init; }

    /// <summary>The generated method, unique in its event.</summary>
    public required string Method { get; init; }

    public required EquatableArray<ValidatedMemberModel> Members { get; init; }

    /// <summary>Attributes on the type itself.</summary>
    public required EquatableArray<CustomRuleModel> Attributes { get; init; }

    public required bool IsValidatableObject { get; init; }

    /// <summary>Whether a value can contain values of its own type: then it counts how deep it is.</summary>
    public required bool IsRecursive { get; init; }

    /// <summary>The types that a value of this type may have at run time, by their keys, most derived first.</summary>
    public required EquatableArray<string> Derived { get; init; }
}
