using GoQueue.Generators.Parsing.Json;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Usage;

/// <summary>Types that are given to methods for events and are not events.</summary>
internal static class NotAnEvent
{
    /// <summary>What to do about a type; null if it is an event, one with an error of its own, or not known.</summary>
    public static string? CureOf(ITypeSymbol type, KnownSymbols known)
    {
        if (type.TypeKind is TypeKind.Error or TypeKind.Dynamic || type.SpecialType == SpecialType.System_Void || IsOrHasEventInterface(type, known))
        {
            return null;
        }

        switch (type)
        {
            case ITypeParameterSymbol:
                return $"constrain it by 'where {type.Name} : IGoQueueEvent<{type.Name}>'";
            case INamedTypeSymbol named when EventAttribute.Of(named.OriginalDefinition, known) is not null:
                return IsMarkedByAnotherGenerator(named.OriginalDefinition, known)
                    ? "declare it with [GoQueueEvent] in a file of your own, because this generator does not see what another one writes"
                    : null;
            case INamedTypeSymbol named when ElementOf(named, known) is { } element:
                return $"publish its '{element.Name}' elements by PublishBatchAsync";
            case IArrayTypeSymbol { ElementType: INamedTypeSymbol element } when IsEvent(element, known):
                return $"publish its '{element.Name}' elements by PublishBatchAsync";
            case INamedTypeSymbol { TypeKind: TypeKind.Interface } or INamedTypeSymbol { IsAbstract: true }:
                return "publish it as IGoQueueEvent, or as its own type, declared as a partial record with [GoQueueEvent]";
            case INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, DeclaringSyntaxReferences: [_, ..], IsAnonymousType: false, IsTupleType: false }:
                return "declare it as a partial record with [GoQueueEvent]";
            default:
                return "declare a partial record with [GoQueueEvent] for its values";
        }
    }

    private static bool IsMarkedByAnotherGenerator(INamedTypeSymbol type, KnownSymbols known) => type.GetAttributes().Any(attribute =>
        SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, known.GoQueueEventAttribute) && ForeignParts.IsOfGenerator(attribute));

    private static bool IsEvent(INamedTypeSymbol type, KnownSymbols known) => EventAttribute.Of(type, known) is not null;

    private static INamedTypeSymbol? ElementOf(INamedTypeSymbol type, KnownSymbols known)
    {
        foreach (var argument in type.TypeArguments)
        {
            if (argument is INamedTypeSymbol element && IsEvent(element, known))
            {
                return element;
            }
        }

        return null;
    }

    // IGoQueueEvent<T> itself, an interface that has it, or an event of a referenced assembly.
    private static bool IsOrHasEventInterface(ITypeSymbol type, KnownSymbols known)
    {
        if (IsEventInterface(type, type))
        {
            return true;
        }

        foreach (var implemented in type is ITypeParameterSymbol parameter ? parameter.ConstraintTypes.OfType<INamedTypeSymbol>() : type.AllInterfaces)
        {
            if (IsEventInterface(implemented, type))
            {
                return true;
            }
        }

        return false;

        // A class that is derived from an event has the interface of its base only, and IGoQueueEvent without a type says nothing of it.
        bool IsEventInterface(ITypeSymbol candidate, ITypeSymbol owner) =>
            candidate is INamedTypeSymbol { Name: "IGoQueueEvent" } named
            && SymbolEqualityComparer.Default.Equals(named.ContainingAssembly, known.Publisher?.ContainingAssembly)
            && (owner.TypeKind is not (TypeKind.Class or TypeKind.Struct) || (named.TypeArguments is [var self] && SymbolEqualityComparer.Default.Equals(self, owner)));
    }
}
