using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing;

/// <summary>
/// The manifests of referenced assemblies. Symbols of metadata survive edits, so each is read once in an editor's session and then found here.
/// </summary>
internal static class ReferencedManifests
{
    private static readonly ConditionalWeakTable<IAssemblySymbol, IReadOnlyList<ManifestEntry>> s_manifests = new();

    /// <summary>The manifests of all assemblies that <paramref name="compilation"/> references and that can declare events.</summary>
    public static IEnumerable<(IAssemblySymbol Assembly, IReadOnlyList<ManifestEntry> Entries)> Of(Compilation compilation, CancellationToken cancellationToken)
    {
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Of(assembly, cancellationToken) is { Count: > 0 } entries)
            {
                yield return (assembly, entries);
            }
        }
    }

    /// <summary>The manifest of one assembly; empty where it does not know the attribute.</summary>
    public static IReadOnlyList<ManifestEntry> Of(IAssemblySymbol assembly, CancellationToken cancellationToken)
    {
        if (s_manifests.TryGetValue(assembly, out var found))
        {
            return found;
        }

        IReadOnlyList<ManifestEntry> entries = References(assembly, KnownSymbols.LibraryName) ? ManifestEntry.Of(assembly, cancellationToken) : [];
        return s_manifests.GetValue(assembly, _ => entries);
    }

    private static bool References(IAssemblySymbol assembly, string name)
    {
        foreach (var module in assembly.Modules)
        {
            foreach (var reference in module.ReferencedAssemblies)
            {
                if (reference.Name == name)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
