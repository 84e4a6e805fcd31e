using System.ComponentModel;

namespace GoQueue.Generated.Validation.Rules;

/// <summary>
/// <c>[EmailAddress]</c>: one <c>@</c>, neither first nor last, and no line break. Not stricter on purpose: what a mail server accepts only it can say.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class EmailAddressRule
{
    /// <summary>Whether the text may be an address; null passes.</summary>
    /// <param name="value">The text.</param>
    public static bool Holds(string? value)
    {
        if (value is null)
        {
            return true;
        }

        var at = -1;
        for (var i = 0; i < value.Length; i++)
        {
            switch (value[i])
            {
                case '\r' or '\n':
                case '@' when at >= 0:
                    return false;
                case '@':
                    at = i;
                    break;
            }
        }

        return at > 0 && at != value.Length - 1;
    }
}
