using System.Collections.Immutable;
using GoQueue.Generators.Models;

namespace GoQueue.Generators.Parsing;

/// <summary>Sums up the events of an assembly.</summary>
internal static class AssemblyParser
{
    /// <returns>The sum, or null for an assembly without events.</returns>
    public static AssemblyModel? Parse(ImmutableArray<AssemblyEntry> entries)
    {
        if (entries.IsEmpty)
        {
            return null;
        }

        var events = new SortedSet<string>(StringComparer.Ordinal);
        var raised = new SortedSet<string>(StringComparer.Ordinal);
        var isPublic = false;
        var hasJson = false;
        var isContextPublic = false;
        foreach (var entry in entries)
        {
            isPublic |= entry.IsPublic;
            hasJson |= entry.HasJson;
            if (entry.IsSound)
            {
                isContextPublic |= entry.IsPublic;
                events.Add(entry.FullName);
                raised.UnionWith(entry.RaisedDiagnostics);
            }
        }

        return new AssemblyModel
        {
            GeneratedNamespace = entries[0].GeneratedNamespace,
            IsPublic = isPublic,
            HasJsonContext = hasJson,
            IsJsonContextPublic = isContextPublic,
            Events = events.ToEquatableArray(),
            RaisedDiagnostics = raised.ToEquatableArray(),
        };
    }
}
