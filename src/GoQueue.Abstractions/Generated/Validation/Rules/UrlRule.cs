using System.ComponentModel;

namespace GoQueue.Generated.Validation.Rules;

/// <summary><c>[Url]</c>: begins with <c>http://</c>, <c>https://</c> or <c>ftp://</c>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class UrlRule
{
    /// <summary>Whether the text begins as a URL does; null passes.</summary>
    /// <param name="value">The text.</param>
    public static bool Holds(string? value)
        => value is null
            || value.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || value.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            || value.StartsWith("ftp://", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the address is absolute and of one of the three schemes; null passes.</summary>
    /// <param name="value">The address.</param>
    public static bool Holds(Uri? value)
        => value is null || (value.IsAbsoluteUri && value.Scheme is "http" or "https" or "ftp");
}
