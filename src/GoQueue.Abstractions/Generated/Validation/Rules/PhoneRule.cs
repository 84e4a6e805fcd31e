using System.ComponentModel;

namespace GoQueue.Generated.Validation.Rules;

/// <summary><c>[Phone]</c>: a digit at least, and besides only spaces, <c>+ - . ( )</c> and an extension (<c>ext. 12</c>, <c>ext 12</c>, <c>x12</c>).</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PhoneRule
{
    /// <summary>Whether the text may be a phone number; null passes.</summary>
    /// <param name="value">The text.</param>
    public static bool Holds(string? value)
    {
        if (value is null)
        {
            return true;
        }

        var digitFound = false;
        var length = LengthWithoutExtension(value);
        for (var i = 0; i < length; i++)
        {
            var c = value[i];
            if (char.IsDigit(c))
            {
                digitFound = true;
            }
            else if (!char.IsWhiteSpace(c) && c is not ('+' or '-' or '.' or '(' or ')'))
            {
                return false;
            }
        }

        return digitFound;
    }

    private static int LengthWithoutExtension(string value)
    {
        // A plus sign counts as nothing to the attribute, so that "ex+t5" is "ext5" there; such texts are refused here.
        foreach (var mark in (ReadOnlySpan<string>)["ext.", "ext", "x"])
        {
            var at = value.LastIndexOf(mark, StringComparison.OrdinalIgnoreCase);
            if (at >= 0 && IsExtension(value, at + mark.Length))
            {
                return at;
            }
        }

        return value.Length;
    }

    private static bool IsExtension(string value, int start)
    {
        while (start < value.Length && char.IsWhiteSpace(value[start]))
        {
            start++;
        }

        if (start == value.Length)
        {
            return false;
        }

        for (; start < value.Length; start++)
        {
            if (!char.IsDigit(value[start]))
            {
                return false;
            }
        }

        return true;
    }
}
