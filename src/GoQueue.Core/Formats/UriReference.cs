using System.Buffers;
using System.Net;

namespace GoQueue.Formats;

/// <summary>
/// URI references by their grammar (RFC 3986, 4.1). <see cref="Uri"/> repairs almost any text instead of refusing it.
/// Stateless.
/// </summary>
internal static class UriReference
{
    private static readonly SearchValues<char> s_characters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%");

    /// <summary>Whether a text is a URI reference that is not empty.</summary>
    public static bool IsValid(string text)
    {
        if (text.Length == 0 || text.AsSpan().IndexOfAnyExcept(s_characters) >= 0 || text.AsSpan().Count('#') > 1 || !HasWholeEscapes(text))
        {
            return false;
        }

        // Brackets stand around an address only, and a colon in the first segment ends a scheme.
        var end = text.AsSpan().IndexOfAny('/', '?', '#');
        var first = end < 0 ? text.AsSpan() : text.AsSpan(0, end);
        var colon = first.IndexOf(':');
        var rest = colon < 0 ? text.AsSpan() : text.AsSpan(colon + 1);
        return (colon < 0 || IsScheme(first[..colon])) && HasBracketsInAuthorityOnly(rest);
    }

    private static bool HasWholeEscapes(string text)
    {
        for (var i = text.IndexOf('%', StringComparison.Ordinal); i >= 0; i = text.IndexOf('%', i + 1))
        {
            if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsScheme(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || !char.IsAsciiLetter(text[0]))
        {
            return false;
        }

        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('+' or '-' or '.'))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasBracketsInAuthorityOnly(ReadOnlySpan<char> rest)
    {
        if (rest.StartsWith("//"))
        {
            var end = rest[2..].IndexOfAny('/', '?', '#');
            var authority = end < 0 ? rest[2..] : rest.Slice(2, end);
            rest = end < 0 ? default : rest[(2 + end)..];
            if (!HasWholeAddress(authority[(authority.LastIndexOf('@') + 1)..]))
            {
                return false;
            }
        }

        return rest.IndexOfAny('[', ']') < 0;
    }

    private static bool HasWholeAddress(ReadOnlySpan<char> host)
    {
        if (host.IndexOfAny('[', ']') < 0)
        {
            return true;
        }

        var end = host.IndexOf(']');
        return host[0] == '[' && end > 0 && host[(end + 1)..].IndexOfAny('[', ']') < 0 && IPAddress.TryParse(host[1..end], out _);
    }
}
