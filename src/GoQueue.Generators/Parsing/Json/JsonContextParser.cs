using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Json;

/// <summary>Checks the context that a user names for an event.</summary>
internal static class JsonContextParser
{
    public static void Check(INamedTypeSymbol type, EventAttribute attribute, INamedTypeSymbol context, KnownSymbols known, DiagnosticSink sink, CancellationToken cancellationToken)
    {
        var fault = !IsContext(context) ? "does not derive from JsonSerializerContext"
            : !known.Compilation.IsSymbolAccessibleWithin(context, known.Compilation.Assembly) ? "is not accessible to generated code"
            : !Knows(context, type) ? $"does not know the event: it lacks [JsonSerializable(typeof({type.Name}))]"
            : null;
        if (fault is not null)
        {
            sink.Report(JsonDiagnostics.InvalidContext, attribute.LocationOf("JsonContext", cancellationToken), type.Name, context.Name, fault);
        }
    }

    private static bool IsContext(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (JsonAttributes.Is(current, "JsonSerializerContext"))
            {
                return true;
            }
        }

        return false;
    }

    // A context of another assembly may have lost its attributes to trimming, and one written by hand has none: only our own source is judged.
    private static bool Knows(INamedTypeSymbol context, INamedTypeSymbol type)
    {
        var names = context.GetAttributes().Where(static attribute => attribute.AttributeClass is { } found && JsonAttributes.Is(found, "JsonSerializableAttribute")).ToList();
        return names.Count == 0
            ? context.DeclaringSyntaxReferences.IsEmpty || !context.IsAbstract && context.GetMembers("GetTypeInfo").Length > 0
            : names.Exists(attribute => SymbolEqualityComparer.Default.Equals(JsonAttributes.Argument(attribute) as ITypeSymbol, type));
    }
}
