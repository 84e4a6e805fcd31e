using GoQueue.Generators.CSharp;
using GoQueue.Generators.Models;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing;

/// <summary>
/// Reads [Obsolete] and [Experimental]: whoever uses the event through its publish method shall see them, and generated code that names
/// the event must not.
/// </summary>
internal static class InheritedAttributeParser
{
    public static (EquatableArray<string> Attributes, bool IsObsolete, EquatableArray<string> DiagnosticIds) Parse(INamedTypeSymbol type, KnownSymbols known)
    {
        var attributes = new List<string>();
        var ids = new List<string>();
        var isAnyObsolete = false;
        for (var current = type; current is not null; current = current.ContainingType)
        {
            foreach (var data in current.GetAttributes())
            {
                var isObsolete = SymbolEqualityComparer.Default.Equals(data.AttributeClass, known.ObsoleteAttribute);
                if (!isObsolete && !SymbolEqualityComparer.Default.Equals(data.AttributeClass, known.ExperimentalAttribute))
                {
                    continue;
                }

                isAnyObsolete |= isObsolete;
                foreach (var id in RaisedIds.Of(data, known))
                {
                    if (!ids.Contains(id))
                    {
                        ids.Add(id);
                    }
                }

                var text = TextOf(data);
                if (!attributes.Exists(a => a.StartsWith(text.Substring(0, text.IndexOf('(')), StringComparison.Ordinal)))
                {
                    attributes.Add(text);
                }
            }
        }

        return (attributes.ToEquatableArray(), isAnyObsolete, ids.ToEquatableArray());
    }

    private static string TextOf(AttributeData data)
    {
        var arguments = new List<string>();
        foreach (var argument in data.ConstructorArguments)
        {
            if (ValueOf(argument) is { } value)
            {
                arguments.Add(value);
            }
        }

        foreach (var argument in data.NamedArguments)
        {
            if (ValueOf(argument.Value) is { } value)
            {
                arguments.Add($"{argument.Key} = {value}");
            }
        }

        return $"{data.AttributeClass!.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}({string.Join(", ", arguments)})";
    }

    private static string? ValueOf(TypedConstant constant) => constant is { Kind: TypedConstantKind.Primitive } ? constant.Value switch
    {
        bool value => Literal.Of(value),
        string value => Literal.Of(value),
        null => "null",
        _ => null,
    }
    : null;
}
