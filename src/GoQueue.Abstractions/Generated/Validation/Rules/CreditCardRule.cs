using System.ComponentModel;

namespace GoQueue.Generated.Validation.Rules;

/// <summary><c>[CreditCard]</c>: digits, spaces and dashes whose check sum (Luhn, ISO/IEC 7812-1) fits. An empty text passes.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CreditCardRule
{
    /// <summary>Whether the text may be a card number; null passes.</summary>
    /// <param name="value">The text.</param>
    public static bool Holds(string? value)
    {
        if (value is null)
        {
            return true;
        }

        var sum = 0;
        var doubled = false;
        for (var i = value.Length - 1; i >= 0; i--)
        {
            var c = value[i];
            if (c is ' ' or '-')
            {
                continue;
            }

            if (c is < '0' or > '9')
            {
                return false;
            }

            var digit = doubled ? (c - '0') * 2 : c - '0';
            sum += digit > 9 ? digit - 9 : digit;
            doubled = !doubled;
        }

        return sum % 10 == 0;
    }
}
