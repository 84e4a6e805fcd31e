using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GoQueue.Generators.Parsing;

/// <summary>Names that follow from a declaration.</summary>
internal static class EventNames
{
    /// <summary>
    /// The name in <c>Publish{Name}Async</c>: as given, else the containing types' names and the type's. Without the containers,
    /// <c>PublishCreatedAsync(new(…))</c> would be ambiguous as soon as two types nest a <c>Created</c>.
    /// </summary>
    public static string PublishNameOf(INamedTypeSymbol type, EventAttribute attribute)
    {
        if (attribute.Name is { } given && SyntaxFacts.IsValidIdentifier(given))
        {
            return given;
        }

        var name = type.Name;
        for (var container = type.ContainingType; container is not null; container = container.ContainingType)
        {
            name = container.Name + name;
        }

        return name;
    }

    /// <summary>The type for a message, <c>Shop.Orders.Created</c>.</summary>
    public static string DisplayOf(INamedTypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);

    /// <summary>The member of EventPriority that the attribute names; a number that is no member is as good as none.</summary>
    public static string PriorityOf(EventAttribute attribute)
    {
        if (attribute.Priority is { Kind: TypedConstantKind.Enum, Type: { } type, Value: { } value })
        {
            foreach (var member in type.GetMembers())
            {
                if (member is IFieldSymbol { HasConstantValue: true } field && Equals(field.ConstantValue, value))
                {
                    return field.Name;
                }
            }
        }

        return "Unspecified";
    }
}
