namespace GoQueue.Generators.Models.Validation;

/// <summary>A limit of a <c>[Range]</c>.</summary>
/// <param name="Expression">In C#, in the type that is compared.</param>
/// <param name="Number">Where the compiler can compare it too: a number as round-trip text. Null for dates and such, which are never constants.</param>
/// <param name="IsInteger">Whether the attribute's limits are integers: texts are then parsed as such.</param>
internal sealed record LimitModel(string Expression, string? Number, bool IsInteger);
