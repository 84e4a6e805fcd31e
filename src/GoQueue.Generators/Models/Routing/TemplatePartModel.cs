namespace GoQueue.Generators.Models.Routing;

/// <summary>A part of an action: text as it is, or a bound member.</summary>
/// <param name="Text">The text; of a member, the C# expression of its text.</param>
/// <param name="IsMember">Which of the two.</param>
internal sealed record TemplatePartModel(string Text, bool IsMember);
