using System.Globalization;

namespace GoQueue.Generators.Contracts;

/// <summary>An event's version, compared as numbers: 1.0 equals 1.0.0.</summary>
internal readonly record struct EventVersion(int Major, int Minor, int Patch) : IComparable<EventVersion>
{
    public int CompareTo(EventVersion other) =>
        (Major, Minor).CompareTo((other.Major, other.Minor)) is not 0 and var order ? order : Patch.CompareTo(other.Patch);

    /// <summary>Reads <c>major.minor</c> or <c>major.minor.patch</c>; digits only, no leading zeros.</summary>
    public static bool TryParse(string? text, out EventVersion version)
    {
        version = default;
        var parts = text?.Split('.') ?? [];
        if (parts.Length is not (2 or 3)
            || !TryParsePart(parts[0], out var major)
            || !TryParsePart(parts[1], out var minor))
        {
            return false;
        }

        var patch = 0;
        if (parts.Length == 3 && !TryParsePart(parts[2], out patch))
        {
            return false;
        }

        version = new EventVersion(major, minor, patch);
        return true;
    }

    private static bool TryParsePart(string text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && (text.Length == 1 || text[0] != '0');
}
