namespace GoQueue.Generators.Models.Validation;

/// <summary>Where validation finds a regular expression.</summary>
/// <param name="Pattern">The expression.</param>
/// <param name="DeclaringType">The type with a <c>[GeneratedRegex]</c> member of the same pattern; null where there is none.</param>
/// <param name="Member">That member: a method's name, or a property's.</param>
/// <param name="IsProperty">Whether it is a property.</param>
/// <param name="AccessorModifiers"><c>static extern</c>, and what else the compiler wants there.</param>
/// <param name="IsAccessible">Whether generated code sees it; else it goes through an unsafe accessor.</param>
internal sealed record ExpressionModel(PatternModel Pattern, string? DeclaringType, string? Member, bool IsProperty, string AccessorModifiers, bool IsAccessible);
