using System.ComponentModel;
using System.Text.RegularExpressions;

namespace GoQueue.Generated.Validation.Rules;

/// <summary><c>[RegularExpression]</c>: the first match must be the whole text. An empty text passes.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RegularExpressionRule
{
    /// <summary>Whether the expression's first match is the whole text.</summary>
    /// <param name="value">The text.</param>
    /// <param name="expression">The expression, with its timeout.</param>
    /// <param name="timedOut">
    /// Whether matching took too long: an answer of its own, because <see cref="RegexMatchTimeoutException"/> carries the text, which must not reach a log.
    /// </param>
    public static bool Holds(string? value, Regex expression, out bool timedOut)
    {
        timedOut = false;
        if (string.IsNullOrEmpty(value))
        {
            return true;
        }

        try
        {
#if NET
            // Unlike Match, allocates nothing.
            foreach (var match in expression.EnumerateMatches(value))
            {
                return match.Index == 0 && match.Length == value.Length;
            }

            return false;
#else
            var match = expression.Match(value);
            return match.Success && match.Index == 0 && match.Length == value!.Length;
#endif
        }
        catch (RegexMatchTimeoutException)
        {
            timedOut = true;
            return false;
        }
    }
}
