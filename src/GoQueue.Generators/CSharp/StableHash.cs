using System.Globalization;

namespace GoQueue.Generators.CSharp;

/// <summary>FNV-1a: stable between processes and runtimes, which string.GetHashCode is not.</summary>
internal static class StableHash
{
    public static uint Compute(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
        {
            hash = unchecked((hash ^ c) * 16777619u);
        }

        return hash;
    }

    /// <summary>Eight hexadecimal digits, for names in generated code.</summary>
    public static string Text(string text) => Compute(text).ToString("x8", CultureInfo.InvariantCulture);
}
