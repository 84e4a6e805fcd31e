using System.Collections.Immutable;
using GoQueue.Generators.CSharp;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Models;
using GoQueue.Generators.Models.Validation;
using GoQueue.Generators.Parsing.Values;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Validation;

/// <summary>Reads the rules of one member.</summary>
internal static class MemberRulesParser
{
    /// <param name="property">The member.</param>
    /// <param name="owner">The type whose values are looked at.</param>
    /// <param name="attributes">Its attributes, wherever they are written.</param>
    /// <param name="known">The types of the compilation.</param>
    /// <param name="sink">Takes what is wrong.</param>
    /// <param name="patterns">Takes the regular expressions.</param>
    /// <param name="cancellationToken">Ends the parse.</param>
    public static MemberRulesModel Parse(
        IPropertySymbol property,
        INamedTypeSymbol owner,
        ImmutableArray<AttributeData> attributes,
        KnownSymbols known,
        DiagnosticSink sink,
        ICollection<(PatternModel Pattern, Location? Location)> patterns,
        CancellationToken cancellationToken)
    {
        var (access, type, nullness, _) = MemberValue.Of(property, known);
        var memberNullness = NullnessOf(property.Type).Nullness;
        var member = new MemberContext
        {
            Known = known,
            Property = property,
            Owner = owner,
            Type = type,
            Nullness = nullness,
            Sink = sink,
            CancellationToken = cancellationToken,
        };
        var rules = new List<RuleModel>();
        foreach (var data in attributes)
        {
            if (RuleParser.Parse(data, member) is not { } rule || rules.Contains(rule))
            {
                continue;
            }

            // Where something required is missing, nothing else is to be said of it.
            rules.Insert(rule is RequiredRuleModel ? 0 : rules.Count, rule);
            if (rule is RegularExpressionRuleModel expression)
            {
                patterns.Add((expression.Expression, data.LocationOf(cancellationToken)));
            }
        }

        CheckLengths(rules, attributes, member);
        var (display, text) = attributes.IsEmpty ? (Literal.Of(property.Name), property.Name) : DisplayNameParser.Parse(property, attributes, member);
        return new MemberRulesModel
        {
            Name = property.Name,
            CodeName = TypeNames.Escaped(property.Name),
            Access = access,
            MemberNullness = memberNullness,
            DisplayName = display,
            DisplayText = text,
            Type = type.FullName(),
            Nullness = nullness,
            RefusesNull = RefusesNull(property, memberNullness),
            Rules = rules.ToEquatableArray(),
        };
    }

    /// <summary>The type without the <c>?</c> of a nullable value, and how its values say that they are not there.</summary>
    public static (ITypeSymbol Type, Nullness Nullness) NullnessOf(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => (nullable.TypeArguments[0], Nullness.NullableValue),
        { IsReferenceType: true } => (type, Nullness.Reference),
        _ => (type, CollectionTypes.IsImmutableArray(type) ? Nullness.DefaultArray : Nullness.Never),
    };

    // A property that is computed cannot be given a null; asking it would only cost.
    private static bool RefusesNull(IPropertySymbol property, Nullness nullness) =>
        nullness switch
        {
            Nullness.Reference => property.NullableAnnotation == NullableAnnotation.NotAnnotated,
            Nullness.DefaultArray => true,
            _ => false,
        }
        && IsStored(property);

    /// <summary>Whether a property holds what it was given.</summary>
    public static bool IsStored(IPropertySymbol property)
    {
        if (property.SetMethod is not null)
        {
            return true;
        }

        // In metadata the field behind a property is private and not shown.
        foreach (var member in property.DeclaringSyntaxReferences.IsEmpty ? [] : property.ContainingType.GetMembers())
        {
            if (member is IFieldSymbol field && SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property))
            {
                return true;
            }
        }

        return false;
    }

    // [MinLength(5)] beside [StringLength(3)].
    private static void CheckLengths(List<RuleModel> rules, IEnumerable<AttributeData> attributes, MemberContext member)
    {
        LengthRuleModel? longest = null;
        LengthRuleModel? shortest = null;
        foreach (var rule in rules)
        {
            if (rule is LengthRuleModel length)
            {
                longest = longest is null || length.Minimum > longest.Minimum ? length : longest;
                shortest = shortest is null || length.Maximum < shortest.Maximum ? length : shortest;
            }
        }

        if (longest is null || shortest is null || longest.Minimum <= shortest.Maximum)
        {
            return;
        }

        foreach (var data in attributes)
        {
            if (RuleName.Of(data) == longest.Name)
            {
                member.Report(
                    ValidationDiagnostics.UnsatisfiableLimits,
                    data,
                    $"demands at least {longest.Minimum.ToString(System.Globalization.CultureInfo.InvariantCulture)}, and [{shortest.Name}] allows at most {shortest.Maximum.ToString(System.Globalization.CultureInfo.InvariantCulture)}");
                return;
            }
        }
    }
}
