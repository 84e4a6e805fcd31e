using System.Text;

namespace GoQueue.Generators.Parsing;

/// <summary>The namespace of the per-assembly types.</summary>
internal static class GeneratedNamespace
{
    /// <summary>
    /// <c>Shop.Events</c> gives <c>GoQueue.Generated.Shop_Events</c>. Not the assembly's name as it is: that would put a namespace beside
    /// the user's types of the same name.
    /// </summary>
    public static string Of(string? assemblyName)
    {
        var name = new StringBuilder("GoQueue.Generated.");
        var start = name.Length;
        foreach (var c in assemblyName ?? "")
        {
            name.Append(char.IsLetterOrDigit(c) ? c : '_');
        }

        if (name.Length == start || char.IsDigit(name[start]))
        {
            name.Insert(start, '_');
        }

        return name.ToString();
    }
}
