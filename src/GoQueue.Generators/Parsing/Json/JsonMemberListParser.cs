using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Json;

/// <summary>
/// Finds the members of an object in System.Text.Json's order: the most derived type first; in each the properties, then the fields.
/// </summary>
internal sealed class JsonMemberListParser(INamedTypeSymbol type, JsonGraphParser graph, JsonAccessorList accessors)
{
    private readonly List<JsonMemberDraft> _members = [];
    private readonly Dictionary<string, int> _byJsonName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ISymbol> _ignored = new(StringComparer.Ordinal);

    public List<JsonMemberDraft> Parse()
    {
        foreach (var current in Hierarchy())
        {
            var members = current.GetMembers();
            foreach (var member in members)
            {
                if (member is IPropertySymbol { IsStatic: false, Parameters.Length: 0, ExplicitInterfaceImplementations.Length: 0 } property && !IsOverriddenAndIgnored(property))
                {
                    Add(property, property.Type);
                }
            }

            foreach (var member in members)
            {
                if (member is IFieldSymbol { IsStatic: false, IsConst: false, IsImplicitlyDeclared: false, CanBeReferencedByName: true } field)
                {
                    Add(field, field.Type);
                }
            }
        }

        return _members;
    }

    private List<INamedTypeSymbol> Hierarchy()
    {
        if (type.TypeKind == TypeKind.Interface)
        {
            return [type, .. type.AllInterfaces];
        }

        var types = new List<INamedTypeSymbol>();
        for (var current = type; current is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) }; current = current.BaseType)
        {
            types.Add(current);
        }

        return types;
    }

    private void Add(ISymbol symbol, ITypeSymbol memberType)
    {
        // Half-typed code has members without a name.
        if (symbol.Name.Length == 0 || IsDropped(symbol) || JsonMemberParser.Parse(type, symbol, memberType, graph, accessors) is not { } member)
        {
            return;
        }

        // The rules of JsonTypeInfo's list of properties: they decide what is written where names collide.
        if (!_byJsonName.TryGetValue(member.Model.JsonName, out var place))
        {
            _byJsonName.Add(member.Model.JsonName, _members.Count);
            _members.Add(member);
        }
        else if (_members[place].Model.IgnoreCondition == "Always")
        {
            _members[place] = member;
        }
        else if (member.Model.IgnoreCondition != "Always"
            && !IsHiddenBy(symbol, _members[place].Symbol)
            && !(_ignored.TryGetValue(symbol.Name, out var ignored) && IsHiddenBy(symbol, ignored)))
        {
            graph.Report(JsonDiagnostics.NameCollision, symbol, null, _members[place].Symbol.Name, symbol.Name, member.Model.JsonName);

            // The event is a stub now. The member stays for the constructor's parameter: left out, it would be told of as unbound (GQ3005) too.
            _members.Add(member);
        }

        if (member.Model.IgnoreCondition == "Always")
        {
            _ignored[symbol.Name] = symbol;
        }
    }

    // A member that a more derived type overrides or hides is not in the list, whatever its type: that type may have no JSON at all.
    private bool IsDropped(ISymbol symbol) =>
        _byJsonName.TryGetValue(JsonMemberParser.NameOf(symbol, graph), out var place)
        && _members[place].Model.IgnoreCondition != "Always"
        && IsHiddenBy(symbol, _members[place].Symbol)
        && JsonMemberParser.ConditionOf(symbol) != "Always";

    private bool IsOverriddenAndIgnored(IPropertySymbol property) =>
        IsVirtual(property)
        && _ignored.TryGetValue(property.Name, out var ignored)
        && ignored is IPropertySymbol other
        && IsVirtual(other)
        && SymbolEqualityComparer.Default.Equals(property.Type, other.Type);

    private static bool IsVirtual(IPropertySymbol property) => property.IsVirtual || property.IsOverride || property.IsAbstract;

    private static bool IsHiddenBy(ISymbol symbol, ISymbol other) =>
        symbol.Name == other.Name && !SymbolEqualityComparer.Default.Equals(symbol.ContainingType, other.ContainingType);
}
