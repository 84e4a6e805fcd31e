using System.Collections.Immutable;
using GoQueue.Generators.Parsing.Validation;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Routing;

/// <summary>Finds <c>[OrderingKey]</c> and <c>[EventHeader]</c> where nobody looks for them: a message would silently lose its order or its header.</summary>
internal static class InertMarkParser
{
    /// <param name="type">The type; what it inherits is told where it is declared.</param>
    /// <param name="primary">Its primary constructor, whose parameters speak of properties.</param>
    /// <param name="known">The types of the compilation.</param>
    public static ImmutableArray<(ISymbol Member, AttributeData Mark)> Parse(INamedTypeSymbol type, IMethodSymbol? primary, KnownSymbols known)
    {
        var inert = ImmutableArray.CreateBuilder<(ISymbol, AttributeData)>();
        foreach (var member in type.GetMembers())
        {
            switch (member)
            {
                case IPropertySymbol { IsImplicitlyDeclared: false } property when !TypeRulesParser.IsRead(property):
                    Add(property, MemberAttributes.Of(property, type, primary));
                    break;
                case IMethodSymbol { MethodKind: MethodKind.Constructor, IsImplicitlyDeclared: false } constructor when !SymbolEqualityComparer.Default.Equals(constructor, primary):
                    foreach (var parameter in constructor.Parameters)
                    {
                        Add(parameter, parameter.GetAttributes());
                    }

                    break;
            }
        }

        return inert.ToImmutable();

        void Add(ISymbol member, ImmutableArray<AttributeData> attributes)
        {
            var marks = MemberMarks.Of(attributes, known);
            if ((marks.OrderingKey ?? marks.Header) is { } mark)
            {
                inert.Add((member, mark));
            }
        }
    }
}
