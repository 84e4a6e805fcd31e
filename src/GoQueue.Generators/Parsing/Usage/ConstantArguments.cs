using GoQueue.Generators.Models.Validation;
using GoQueue.Generators.Parsing.Validation;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Usage;

/// <summary>The constants that one object is made with, for the rule that looks at two of them: <c>[Compare]</c>.</summary>
internal sealed class ConstantArguments
{
    private readonly Dictionary<string, (ConstantValue Value, SyntaxNode Syntax)> _values = [];
    private INamedTypeSymbol? _type;

    /// <param name="type">The object's type.</param>
    /// <param name="member">The member that is given the constant, and that nothing later overwrites.</param>
    /// <param name="value">The constant.</param>
    /// <param name="syntax">Where it stands.</param>
    public void Add(INamedTypeSymbol type, string member, ConstantValue value, SyntaxNode syntax)
    {
        _type = type;
        _values[member] = (value, syntax);
    }

    /// <summary>The members that must equal another one, and do not.</summary>
    public IEnumerable<BrokenConstant> FindUnequal(KnownSymbols known, CancellationToken cancellationToken)
    {
        if (_type is null || _values.Count < 2)
        {
            yield break;
        }

        foreach (var (member, (value, syntax)) in _values.Select(static pair => (pair.Key, pair.Value)))
        {
            if (ConstantRules.Of(_type, member, known, cancellationToken) is not { } rules
                || (value.IsNull && (rules.RefusesNull || rules.Rules.Any(static rule => rule is RequiredRuleModel))))
            {
                // A missing value breaks the rule that refuses it, and that one alone.
                continue;
            }

            foreach (var rule in rules.Rules.OfType<CompareRuleModel>())
            {
                if (_values.TryGetValue(rule.Other.TrimStart('@'), out var other) && ConstantRules.Differ(value, other.Value))
                {
                    yield return new BrokenConstant(syntax.GetLocation(), _type, member, ConstantRules.BrokenBy(rule, rules));
                }
            }
        }
    }
}
