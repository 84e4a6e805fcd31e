using System.Collections.Immutable;
using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Analyzers.Contracts;

/// <summary>A difference between an event and its contract.</summary>
/// <param name="Rule">Its rule.</param>
/// <param name="Place">Where it is reported.</param>
/// <param name="Properties">What its fixes need to know.</param>
/// <param name="Arguments">The arguments of the rule's message.</param>
internal sealed record ContractFinding(DiagnosticDescriptor Rule, Location? Place, ImmutableDictionary<string, string?> Properties, params object[] Arguments)
{
    /// <summary>The key of the row's id in <see cref="Properties"/>.</summary>
    public const string Row = nameof(Row);

    /// <summary>The key of the old version.</summary>
    public const string Version = nameof(Version);

    /// <summary>The key of the old JSON name of a member that was renamed.</summary>
    public const string OldName = nameof(OldName);

    /// <summary>The key of the event's documentation id.</summary>
    public const string Event = nameof(Event);

    public Diagnostic ToDiagnostic(bool isLocked) => Diagnostic.Create(
        Rule,
        Place ?? Location.None,
        isLocked && (Rule.DefaultSeverity == DiagnosticSeverity.Warning || ReferenceEquals(Rule, ContractDiagnostics.NoFile)) ? DiagnosticSeverity.Error : Rule.DefaultSeverity,
        additionalLocations: null,
        Properties,
        Arguments);
}
