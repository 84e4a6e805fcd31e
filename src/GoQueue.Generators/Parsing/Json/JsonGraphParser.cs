using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Models.Json;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Json;

/// <summary>Reads the types that an event's JSON consists of.</summary>
internal static class JsonGraphParser
{
    public static JsonGraphModel? Parse(INamedTypeSymbol type, KnownSymbols known, DiagnosticSink sink, CancellationToken cancellationToken)
    {
        _ = (type, known, sink, cancellationToken);
        return new JsonGraphModel();
    }
}
