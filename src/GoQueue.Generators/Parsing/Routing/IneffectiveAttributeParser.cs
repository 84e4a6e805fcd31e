using System.Collections.Immutable;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing.Validation;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Routing;

/// <summary>
/// Finds marks that have no effect where they are written: a message would silently lose its order or its header, or show what should be masked.
/// </summary>
internal static class IneffectiveAttributeParser
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
                    Add(property, LibraryAttributes.Of(MemberAttributes.Of(property, type, primary), known), hides: false);
                    break;
                case IMethodSymbol { MethodKind: MethodKind.Constructor, IsImplicitlyDeclared: false } constructor:
                    var declares = SymbolEqualityComparer.Default.Equals(constructor, primary);
                    foreach (var parameter in constructor.Parameters)
                    {
                        if (!declares || !IsMember(parameter))
                        {
                            Add(parameter, LibraryAttributes.Of(parameter.GetAttributes(), known), hides: !IsMember(parameter));
                        }
                    }

                    break;
            }
        }

        return inert.ToImmutable();

        void Add(ISymbol member, LibraryAttributes marks, bool hides)
        {
            if ((marks.OrderingKey ?? marks.Header ?? (hides ? marks.Mask : null)) is { } mark)
            {
                inert.Add((member, mark));
            }
        }

        bool IsMember(IParameterSymbol parameter)
        {
            for (var current = type; current is not null; current = current.BaseType)
            {
                if (current.GetMembers().Any(member => member is IPropertySymbol or IFieldSymbol { IsImplicitlyDeclared: false } && LibraryAttributes.Fills(parameter, member.Name)))
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Reports the marks of one type that have no effect.</summary>
    /// <param name="rules">The type.</param>
    /// <param name="isEvent">Whether the type is the event itself, and not a part of it.</param>
    /// <param name="sink">Takes the findings.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    public static void Check(TypeRules rules, bool isEvent, DiagnosticSink sink, CancellationToken cancellationToken)
    {
        var type = rules.Type;
        foreach (var (member, mark) in rules.MarksWithoutEffect)
        {
            var fault = member is IParameterSymbol ? $"it is only a parameter of '{type.Name}'" : "it is no public property of an instance";
            Report(mark, member, fault, "mark a public property");
        }

        if (isEvent)
        {
            return;
        }

        foreach (var (property, marks) in rules.Marks)
        {
            if (SymbolEqualityComparer.Default.Equals(property.ContainingType, type) && (marks.Header ?? marks.OrderingKey) is { } mark)
            {
                Report(mark, property, $"'{type.Name}' is only a part of an event", "mark a member of the event");
            }
        }

        void Report(AttributeData mark, ISymbol member, string fault, string cure)
        {
            if (mark.LocationOf(cancellationToken) is { } place)
            {
                sink.Report(RoutingDiagnostics.AttributeWithoutEffect, place, RuleName.Of(mark), member.Name, fault, cure);
            }
        }
    }
}
