using GoQueue.Generators.Contracts;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing;

/// <summary>One <c>[assembly: GoQueueEventManifest]</c>, as other assemblies and the analyzers see it. Analyzer side only.</summary>
internal sealed class ManifestEntry
{
    private ManifestEntry(string? topic, string? action, string? version, INamedTypeSymbol type, IReadOnlyCollection<string> directMembers)
    {
        Topic = topic;
        Action = action;
        Version = version;
        Type = type;
        DirectMembers = directMembers;
    }

    public string? Topic { get; }

    public string? Action { get; }

    public string? Version { get; }

    public INamedTypeSymbol Type { get; }

    /// <summary>The members whose constructor argument reaches the property unchanged.</summary>
    public IReadOnlyCollection<string> DirectMembers { get; }

    /// <summary>What consumers know the event by, with the version as numbers; null where the event is broken.</summary>
    public (string? Topic, string Action, EventVersion Version)? Identity =>
        Action is not null && EventVersion.TryParse(Version, out var version) ? (Topic, Action, version) : null;

    /// <summary>Reads the manifest of an assembly.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static IReadOnlyList<ManifestEntry> Of(IAssemblySymbol assembly, CancellationToken cancellationToken)
    {
        var entries = new List<ManifestEntry>();
        foreach (var data in assembly.GetAttributes())
        {
            cancellationToken.ThrowIfCancellationRequested();

            // By name: the attribute's own assembly may be referenced in two versions while packages are being updated.
            if (data.AttributeClass is { Name: "GoQueueEventManifestAttribute", ContainingNamespace: { Name: "Generated", ContainingNamespace.Name: "GoQueue" } }
                && data.ConstructorArguments is [var topic, var action, var version, { Value: INamedTypeSymbol type }, var members])
            {
                entries.Add(new ManifestEntry(
                    topic.Value as string, action.Value as string, version.Value as string, type, Strings(members)));
            }
        }

        return entries;
    }

    private static List<string> Strings(TypedConstant members)
    {
        var names = new List<string>();
        if (members.Kind == TypedConstantKind.Array && !members.IsNull)
        {
            foreach (var value in members.Values)
            {
                if (value.Value is string name)
                {
                    names.Add(name);
                }
            }
        }

        return names;
    }
}
