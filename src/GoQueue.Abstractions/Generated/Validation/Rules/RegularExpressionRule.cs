using System.ComponentModel;
using System.Globalization;
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
#if NET
        return HoldsText(value, expression, out timedOut);
#else
        timedOut = false;
        if (string.IsNullOrEmpty(value))
        {
            return true;
        }

        try
        {
            var match = expression.Match(value);
            return match.Success && match.Index == 0 && match.Length == value!.Length;
        }
        catch (RegexMatchTimeoutException)
        {
            timedOut = true;
            return false;
        }
#endif
    }

#if NET
    private const int LongestFormatted = 128;

    /// <summary>The same for a number, a date and such, written in the current culture as the attribute does; allocates nothing.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="expression">The expression, with its timeout.</param>
    /// <param name="timedOut">Whether matching took too long.</param>
    public static bool HoldsFormatted<T>(T value, Regex expression, out bool timedOut)
        where T : struct, ISpanFormattable
    {
        Span<char> text = stackalloc char[LongestFormatted];
        return value.TryFormat(text, out var length, default, CultureInfo.CurrentCulture)
            ? HoldsText(text[..length], expression, out timedOut)
            : HoldsText(value.ToString(null, CultureInfo.CurrentCulture), expression, out timedOut);
    }

    /// <summary>The same for an enum, written by name; allocates nothing.</summary>
    /// <typeparam name="T">The enum.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="expression">The expression, with its timeout.</param>
    /// <param name="timedOut">Whether matching took too long.</param>
    public static bool HoldsEnum<T>(T value, Regex expression, out bool timedOut)
        where T : struct, Enum
    {
        Span<char> text = stackalloc char[LongestFormatted];
        return Enum.TryFormat(value, text, out var length)
            ? HoldsText(text[..length], expression, out timedOut)
            : HoldsText(value.ToString(), expression, out timedOut);
    }

    private static bool HoldsText(ReadOnlySpan<char> text, Regex expression, out bool timedOut)
    {
        timedOut = false;
        if (text.IsEmpty)
        {
            return true;
        }

        try
        {
            // Unlike Match, allocates nothing.
            foreach (var match in expression.EnumerateMatches(text))
            {
                return match.Index == 0 && match.Length == text.Length;
            }

            return false;
        }
        catch (RegexMatchTimeoutException)
        {
            timedOut = true;
            return false;
        }
    }
#endif
}
