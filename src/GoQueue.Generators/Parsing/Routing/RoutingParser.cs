using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Models.Routing;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Routing;

/// <summary>Reads what the event's members do outside of its body: action template, ordering key, headers, masking, encryption.</summary>
internal static class RoutingParser
{
    public static RoutingModel? Parse(
        INamedTypeSymbol type, EventAttribute attribute, KnownSymbols known, DiagnosticSink sink, CancellationToken cancellationToken)
    {
        _ = (type, attribute, known, sink, cancellationToken);
        return null;
    }
}
