using System.ComponentModel;

namespace GoQueue.Generated.Validation.Rules;

/// <summary><c>[Base64String]</c>: RFC 4648 §4 with padding; white space may stand anywhere.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Base64StringRule
{
    /// <summary>Whether the text can be decoded; null passes.</summary>
    /// <param name="value">The text.</param>
    public static bool Holds(string? value)
    {
        if (value is null)
        {
            return true;
        }

        var digits = 0;
        var padding = 0;
        var last = 'A';
        foreach (var c in value)
        {
            if (c is ' ' or '\t' or '\r' or '\n')
            {
                continue;
            }

            if (c == '=')
            {
                padding++;
            }
            else if (padding > 0 || c is not ((>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '+' or '/'))
            {
                return false;
            }
            else
            {
                digits++;
                last = c;
            }
        }

        // The bits of the last digit that stand for no byte must be zero.
        return (digits + padding) % 4 == 0 && padding switch
        {
            0 => true,
            1 => SixBits(last) % 4 == 0,
            2 => SixBits(last) % 16 == 0,
            _ => false,
        };
    }

    private static int SixBits(char digit) => digit switch
    {
        '+' => 62,
        '/' => 63,
        <= '9' => digit - '0' + 52,
        <= 'Z' => digit - 'A',
        _ => digit - 'a' + 26,
    };
}
