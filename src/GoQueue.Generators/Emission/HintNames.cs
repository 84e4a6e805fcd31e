using System.Globalization;
using System.Text;

namespace GoQueue.Generators.Emission;

/// <summary>
/// The names of generated files. Roslyn compares them ignoring case, and one clash drops everything the generator made. Files that belong
/// to no single event have a <c>-</c> in their name, which no type can have.
/// </summary>
internal static class HintNames
{
    private const int LongestName = 100;

    /// <summary>The file of one type.</summary>
    /// <param name="prefix">Empty for events; <c>GoQueue-Json-</c> and such for files of other kinds.</param>
    /// <param name="metadataName">The type.</param>
    /// <param name="clashes">Whether another type's name differs in nothing but case.</param>
    public static string Of(string prefix, string metadataName, bool clashes)
    {
        var name = new StringBuilder(metadataName.Length);
        foreach (var c in metadataName)
        {
            name.Append(char.IsLetterOrDigit(c) || c is '_' or '.' or '`' ? c : '.');
        }

        if (!clashes && name.Length <= LongestName)
        {
            return $"{prefix}{name}.g.cs";
        }

        var hash = Hash(metadataName).ToString("x8", CultureInfo.InvariantCulture);
        if (name.Length > LongestName)
        {
            name.Length = LongestName;
        }

        return $"{prefix}{name}-{hash}.g.cs";
    }

    /// <summary>FNV-1a: stable between processes and runtimes, which string.GetHashCode is not.</summary>
    public static uint Hash(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
        {
            hash = unchecked((hash ^ c) * 16777619u);
        }

        return hash;
    }
}
