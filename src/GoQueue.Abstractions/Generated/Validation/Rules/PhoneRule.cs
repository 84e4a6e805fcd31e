using System.ComponentModel;

namespace GoQueue.Generated.Validation.Rules;

/// <summary><c>[Phone]</c>: a digit at least, and besides only spaces, <c>+ - . ( )</c> and an extension (<c>ext. 12</c>, <c>ext 12</c>, <c>x12</c>).</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PhoneRule
{
    private const int LongestOnStack = 256;

    /// <summary>Whether the text may be a phone number; null passes.</summary>
    /// <param name="value">The text.</param>
    public static bool Holds(string? value)
    {
        if (value is null)
        {
            return true;
        }

        var digitFound = false;
        foreach (var c in value)
        {
            if (char.IsDigit(c))
            {
                digitFound = true;
            }
            else if (c != '+' && !IsSeparator(c))
            {
                // Only a number with an extension has anything else; most have none and are judged without a copy.
                return HoldsWithExtension(value);
            }
        }

        return digitFound;
    }

    private static bool HoldsWithExtension(string value)
    {
        // The attribute takes out every plus sign before it looks for an extension: "1 x+2" has one.
        var number = value.Length <= LongestOnStack ? stackalloc char[LongestOnStack] : new char[value.Length];
        var length = 0;
        foreach (var c in value)
        {
            if (c != '+')
            {
                number[length++] = c;
            }
        }

        return IsNumber(WithoutExtension(number.Slice(0, length).TrimEnd()));
    }

    private static bool IsSeparator(char c) => c is '-' or '.' or '(' or ')' || char.IsWhiteSpace(c);

    private static bool IsNumber(ReadOnlySpan<char> text)
    {
        var digitFound = false;
        foreach (var c in text)
        {
            if (char.IsDigit(c))
            {
                digitFound = true;
            }
            else if (!IsSeparator(c))
            {
                return false;
            }
        }

        return digitFound;
    }

    private static ReadOnlySpan<char> WithoutExtension(ReadOnlySpan<char> text)
    {
        foreach (var mark in (ReadOnlySpan<string>)["ext.", "ext", "x"])
        {
            var at = LastIndexOf(text, mark);
            if (at >= 0 && IsExtension(text.Slice(at + mark.Length)))
            {
                return text.Slice(0, at);
            }
        }

        return text;
    }

    private static bool IsExtension(ReadOnlySpan<char> text)
    {
        text = text.TrimStart();
        foreach (var c in text)
        {
            if (!char.IsDigit(c))
            {
                return false;
            }
        }

        return text.Length > 0;
    }

    // By hand: spans of .NET Standard have no LastIndexOf that ignores case. The marks are ASCII.
    private static int LastIndexOf(ReadOnlySpan<char> text, string mark)
    {
        for (var at = text.Length - mark.Length; at >= 0; at--)
        {
            if (text.Slice(at, mark.Length).Equals(mark.AsSpan(), StringComparison.OrdinalIgnoreCase))
            {
                return at;
            }
        }

        return -1;
    }
}
