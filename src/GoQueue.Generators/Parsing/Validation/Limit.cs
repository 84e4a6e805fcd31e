using GoQueue.Generators.Models.Validation;

namespace GoQueue.Generators.Parsing.Validation;

/// <summary>A limit that could be read.</summary>
/// <param name="Value">To compare the two limits of a rule with each other.</param>
/// <param name="Model">As generated code and the compiler compare values with it.</param>
/// <param name="Argument">As messages show it: C# expression and text.</param>
internal sealed record Limit(IComparable Value, LimitModel Model, (string Expression, string Text) Argument);
