namespace GoQueue.Generators.Models.Validation;

/// <summary>The rules of one event.</summary>
internal sealed record ValidationModel
{
    /// <summary>The event first, then the types that are reached through its members, each once; only those with something to check.</summary>
    public required EquatableArray<ValidatedTypeModel> Types { get; init; }

    /// <summary>The regular expressions of all types, each once.</summary>
    public required EquatableArray<ExpressionModel> Expressions { get; init; }
}
