using System.Collections.Immutable;
using GoQueue.Generators.CSharp;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Models.Validation;
using GoQueue.Generators.Parsing.Routing;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Validation;

/// <summary>Reads what a type says of its values: once in a compilation, whatever reaches it.</summary>
internal static class TypeRulesParser
{
    public static TypeRules Of(INamedTypeSymbol type, KnownSymbols known, CancellationToken cancellationToken)
    {
        type = type.Unannotated();
        var rules = known.Validation.Rules;
        if (!rules.TryGetValue(type, out var found))
        {
            found = Parse(type, known, cancellationToken);
            rules.TryAdd(type, found);
        }

        return found;
    }

    private static TypeRules Parse(INamedTypeSymbol type, KnownSymbols known, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var sink = new DiagnosticSink();
        var members = ImmutableArray.CreateBuilder<ValidatedMemberModel>();
        var marked = ImmutableArray.CreateBuilder<(IPropertySymbol Property, LibraryAttributes Marks)>();
        var reached = new List<INamedTypeSymbol>();
        var patterns = ImmutableArray.CreateBuilder<(PatternModel Pattern, Location? Location)>();
        var constructor = PrimaryConstructor.Of(type);
        var raised = new RaisedIds(known).Add(type);
        foreach (var property in PropertiesOf(type))
        {
            var attributes = MemberAttributes.Of(property, type, constructor);
            AddRaised(raised.AddMember(property).AddMember(property.OriginalDefinition), attributes, known);
            var marks = LibraryAttributes.Of(property, type, attributes, known);
            marked.Add((property, marks));
            var rules = MemberRulesParser.Parse(property, type, attributes, known, sink, patterns, cancellationToken);
            var inside = MemberRulesParser.NullnessOf(property.Type).Type;
            var shape = MemberRulesParser.IsStored(property) && known.ValueOf(inside).Form is not { IsForeign: true }
                ? ValueShapeParser.Parse(inside, marks.Mask is not null, reached)
                : null;
            members.Add(new ValidatedMemberModel(rules, shape));
            DefaultValueParser.Check(property, type, rules, known, sink, cancellationToken);
        }

        AddRaisedOf(raised, type, known);
        return new TypeRules
        {
            Type = type,
            Name = type.FullName(),
            Key = type.Key(),
            Members = members.ToImmutable(),
            Marks = marked.ToImmutable(),
            MarksWithoutEffect = IneffectiveAttributeParser.Parse(type, constructor, known),
            Attributes = AttributesOf(type, known, sink, cancellationToken),
            IsValidatableObject = type.AllInterfaces.Any(i => SymbolEqualityComparer.Default.Equals(i, known.Validation.ValidatableObject)),
            Reached = [.. reached],
            Derived = DerivedOf(type, known),
            Patterns = patterns.ToImmutable(),
            Diagnostics = sink.ToImmutable(),
            RaisedDiagnostics = raised.ToImmutable(),
        };
    }

    /// <summary>Whether rules and marks of a property are read: whether it is a public property of an instance.</summary>
    public static bool IsRead(IPropertySymbol property) => property is
    {
        IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, GetMethod.DeclaredAccessibility: Accessibility.Public,
    };

    /// <summary>The public properties of a type's values, those of base types first; one that is hidden or overridden stands once.</summary>
    public static IEnumerable<IPropertySymbol> PropertiesOf(INamedTypeSymbol type)
    {
        var types = new Stack<INamedTypeSymbol>();
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            types.Push(current);
        }

        var properties = new List<IPropertySymbol>();
        foreach (var current in types)
        {
            foreach (var member in current.GetMembers())
            {
                if (member is IPropertySymbol property && IsRead(property))
                {
                    var hidden = properties.FindIndex(p => p.Name == property.Name);
                    if (hidden >= 0)
                    {
                        properties[hidden] = property;
                    }
                    else
                    {
                        properties.Add(property);
                    }
                }
            }
        }

        return properties;
    }

    private static ImmutableArray<CustomRuleModel> AttributesOf(INamedTypeSymbol type, KnownSymbols known, DiagnosticSink sink, CancellationToken cancellationToken)
    {
        var rules = ImmutableArray.CreateBuilder<CustomRuleModel>();
        var seen = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            var own = new List<INamedTypeSymbol>();
            foreach (var data in current.GetAttributes())
            {
                if (data.AttributeClass is { } attribute && CustomRuleParser.IsValidation(attribute, known) && !seen.Contains(attribute))
                {
                    own.Add(attribute);
                    if (CustomRuleParser.Parse(data, type, known, sink, cancellationToken) is { } rule)
                    {
                        rules.Add(rule);
                    }
                }
            }

            // An attribute of a derived type stands for its like on the base.
            seen.UnionWith(own);
        }

        return rules.ToImmutable();
    }

    // Attributes of the type and of its bases, its derived types, and the regular expressions that it declares for its rules.
    private static void AddRaisedOf(RaisedIds raised, INamedTypeSymbol type, KnownSymbols known)
    {
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            AddRaised(raised, current.GetAttributes(), known);
        }

        foreach (var derived in DerivedOf(type, known))
        {
            raised.Add(derived);
        }

        for (var current = type; current is not null; current = current.ContainingType)
        {
            foreach (var member in current.GetMembers())
            {
                if (member is { IsStatic: true, Kind: SymbolKind.Method or SymbolKind.Property }
                    && member.GetAttributes().Any(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, known.Validation.GeneratedRegexAttribute)))
                {
                    raised.AddMember(member);
                }
            }
        }
    }

    private static void AddRaised(RaisedIds raised, ImmutableArray<AttributeData> attributes, KnownSymbols known)
    {
        foreach (var data in attributes)
        {
            if (data.AttributeClass is { } attribute && (CustomRuleParser.IsValidation(attribute, known) || RuleParser.IsDataAnnotation(attribute)))
            {
                raised.AddCreation(data);
            }
        }
    }

    /// <summary>The types that <c>[JsonDerivedType]</c> names, most derived first.</summary>
    public static ImmutableArray<INamedTypeSymbol> DerivedOf(INamedTypeSymbol type, KnownSymbols known)
    {
        var derived = new List<INamedTypeSymbol>();
        foreach (var data in type.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(data.AttributeClass, known.Validation.JsonDerivedTypeAttribute)
                && data.Positional<INamedTypeSymbol>(0) is { TypeKind: not TypeKind.Error } candidate
                && !SymbolEqualityComparer.Default.Equals(candidate, type)
                && !derived.Contains(candidate, SymbolEqualityComparer.Default))
            {
                derived.Add(candidate);
            }
        }

        return [.. derived.OrderByDescending(DepthOf).ThenBy(static t => t.FullName(), StringComparer.Ordinal)];

        static int DepthOf(INamedTypeSymbol candidate)
        {
            var depth = 0;
            for (var current = candidate.BaseType; current is not null; current = current.BaseType)
            {
                depth++;
            }

            return depth;
        }
    }
}
