namespace GoQueue.Generators.Parsing.Values;

/// <summary>What is known of a type that may be written as its value.</summary>
/// <param name="Form">How it is written as its value; null if it is not.</param>
/// <param name="Fault">Why it cannot be, although it is marked: the end of a sentence.</param>
/// <param name="IsCandidate">Whether it could be, if it were marked.</param>
internal sealed record ValueParse(ValueForm? Form, string? Fault = null, bool IsCandidate = false)
{
    public static ValueParse None { get; } = new(Form: null);
}
