using System.Collections.Immutable;
using GoQueue.Generators.CSharp;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Models.Validation;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Validation;

/// <summary>What one type alone says of its values, before it is known which event reaches it. Lives as long as its compilation.</summary>
internal sealed class TypeRules
{
    public required INamedTypeSymbol Type { get; init; }

    /// <summary>The type's full name.</summary>
    public required string Name { get; init; }

    /// <summary>What tells the type from others with rules of their own: <see cref="TypeNames.Key"/>.</summary>
    public required string Key { get; init; }

    /// <summary>All public properties; also those without rules, so that constants can be looked up by name.</summary>
    public required ImmutableArray<ValidatedMemberModel> Members { get; init; }

    /// <summary>The same properties with our own attributes on them.</summary>
    public required ImmutableArray<(IPropertySymbol Property, LibraryAttributes Marks)> Marks { get; init; }

    /// <summary>Marks that have no effect where they are written.</summary>
    public required ImmutableArray<(ISymbol Member, AttributeData Mark)> MarksWithoutEffect { get; init; }

    public required ImmutableArray<CustomRuleModel> Attributes { get; init; }

    public required bool IsValidatableObject { get; init; }

    /// <summary>The types that members and elements have.</summary>
    public required ImmutableArray<INamedTypeSymbol> Reached { get; init; }

    /// <summary>The types that values may have at run time, most derived first.</summary>
    public required ImmutableArray<INamedTypeSymbol> Derived { get; init; }

    /// <summary>The regular expressions, and where each is written.</summary>
    public required ImmutableArray<(PatternModel Pattern, Location? Location)> Patterns { get; init; }

    public required ImmutableArray<DiagnosticInfo> Diagnostics { get; init; }

    /// <summary>The ids that generated code raises by naming the type, its members and what their rules are made of.</summary>
    public required ImmutableArray<string> RaisedDiagnostics { get; init; }

    /// <summary>Whether anything is to be checked besides what is inside of members.</summary>
    public bool HasOwnRules
    {
        get
        {
            if (IsValidatableObject || !Attributes.IsEmpty)
            {
                return true;
            }

            foreach (var member in Members)
            {
                if (member.Rules.HasRules)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
