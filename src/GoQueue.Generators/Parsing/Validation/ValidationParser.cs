using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Models.Validation;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Validation;

/// <summary>Reads the rules of an event.</summary>
internal static class ValidationParser
{
    public static ValidationModel? Parse(INamedTypeSymbol type, KnownSymbols known, DiagnosticSink sink, CancellationToken cancellationToken)
    {
        _ = (type, known, sink, cancellationToken);
        return null;
    }
}
