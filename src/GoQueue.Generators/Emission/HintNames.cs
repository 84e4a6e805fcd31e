using System.Text;
using GoQueue.Generators.CSharp;
using GoQueue.Generators.Models;

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
    /// <param name="clashing">What <see cref="Clashing"/> says of all types with this prefix.</param>
    public static string Of(string prefix, string metadataName, EquatableArray<string> clashing)
    {
        foreach (var candidate in clashing)
        {
            if (candidate == metadataName)
            {
                return OfUnique(prefix, metadataName);
            }
        }

        var name = FileNameOf(metadataName);
        return name.Length <= LongestName ? $"{prefix}{name}.g.cs" : OfUnique(prefix, metadataName);
    }

    /// <summary>The file of one type, with a hash of its exact name.</summary>
    public static string OfUnique(string prefix, string metadataName)
    {
        var name = FileNameOf(metadataName);
        var hash = StableHash.Text(metadataName);
        return $"{prefix}{(name.Length <= LongestName ? name : name.Substring(0, LongestName))}-{hash}.g.cs";
    }

    /// <summary>Those of the types whose file names are equal when case is ignored, in ordinal order.</summary>
    public static EquatableArray<string> Clashing(IEnumerable<string> metadataNames)
    {
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var clashing = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var name in metadataNames)
        {
            var file = FileNameOf(name);
            if (seen.TryGetValue(file, out var other))
            {
                clashing.Add(name);
                clashing.Add(other);
            }
            else
            {
                seen.Add(file, name);
            }
        }

        return clashing.ToEquatableArray();
    }

    private static string FileNameOf(string metadataName)
    {
        var name = new StringBuilder(metadataName.Length);
        foreach (var c in metadataName)
        {
            name.Append(char.IsLetterOrDigit(c) || c is '_' or '.' or '`' ? c : '.');
        }

        return name.ToString();
    }
}
