using System.Text.RegularExpressions;
using GoQueue.Generators.CSharp;
using GoQueue.Generators.Models.Validation;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Validation;

/// <summary>
/// Finds a <c>[GeneratedRegex]</c> member for a pattern. Our output cannot carry that attribute (generators do not see each other's output),
/// but it can call a member that the user declared; without one it must build the expression at run time, which costs about a megabyte under AOT, once.
/// </summary>
internal static class ExpressionParser
{
    // With one of these, equal patterns match other texts.
    private const RegexOptions Meaning = RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace
        | RegexOptions.RightToLeft | RegexOptions.ECMAScript | RegexOptions.ExplicitCapture;

    /// <param name="pattern">The expression.</param>
    /// <param name="type">The type whose member has the rule.</param>
    /// <param name="eventType">The event through which it is reached.</param>
    /// <param name="known">The types of the compilation.</param>
    public static ExpressionModel Find(PatternModel pattern, INamedTypeSymbol type, INamedTypeSymbol eventType, KnownSymbols known) =>
        FindIn(pattern, type, known) ?? FindIn(pattern, eventType, known) ?? new ExpressionModel(pattern, null, null, IsProperty: false, known.AccessorModifiers, IsAccessible: true);

    private static ExpressionModel? FindIn(PatternModel pattern, INamedTypeSymbol type, KnownSymbols known)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            // An unsafe accessor takes the type as an argument's type, which a static class cannot be.
            foreach (var member in current.GetMembers())
            {
                if (member is not (IMethodSymbol { Parameters.IsEmpty: true } or IPropertySymbol) || !member.IsStatic || !Matches(member, pattern, known))
                {
                    continue;
                }

                var accessible = known.Compilation.IsSymbolAccessibleWithin(member, known.Compilation.Assembly);
                if (accessible || (!current.IsStatic && !current.IsGenericType))
                {
                    return new ExpressionModel(pattern, current.FullName(), member.Name, member is IPropertySymbol, known.AccessorModifiers, accessible);
                }
            }
        }

        return null;
    }

    private static bool Matches(ISymbol member, PatternModel pattern, KnownSymbols known)
    {
        foreach (var data in member.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(data.AttributeClass, known.Validation.GeneratedRegexAttribute)
                && data.Positional<string>(0) == pattern.Pattern
                && ((RegexOptions)data.Positional<int>(1) & Meaning) == 0)
            {
                return true;
            }
        }

        return false;
    }
}
