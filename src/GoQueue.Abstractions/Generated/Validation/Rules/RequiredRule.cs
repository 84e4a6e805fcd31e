using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace GoQueue.Generated.Validation.Rules;

/// <summary><c>[Required]</c>. What is not a string only has to be there, which generated code sees for itself.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RequiredRule
{
    /// <summary>Whether the text is there, and is more than white space unless that is allowed.</summary>
    /// <param name="value">The text.</param>
    /// <param name="allowEmptyStrings">The attribute's <c>AllowEmptyStrings</c>.</param>
    public static bool Holds([NotNullWhen(true)] string? value, bool allowEmptyStrings)
        => value is not null && (allowEmptyStrings || !string.IsNullOrWhiteSpace(value));
}
