using GoQueue.Generators.CSharp;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Models;
using GoQueue.Generators.Models.Validation;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Validation;

/// <summary>Reads the rules of an event, and of all types that its values reach.</summary>
internal static class ValidationParser
{
    public static ValidationModel? Parse(INamedTypeSymbol type, KnownSymbols known, DiagnosticSink sink, CancellationToken cancellationToken)
    {
        var graph = ReachedTypes.Of(type, known, cancellationToken);
        var expressions = new List<ExpressionModel>();
        foreach (var rules in graph)
        {
            sink.AddRange(rules.Diagnostics);
            foreach (var (pattern, location) in rules.Patterns)
            {
                var expression = ExpressionParser.Find(pattern, rules.Type, type, known);
                if (expression.Member is null && location is not null)
                {
                    sink.Report(ValidationDiagnostics.RegexWithoutGeneratedRegex, location, pattern.Pattern);
                }

                if (!expressions.Exists(e => e.Pattern == pattern))
                {
                    expressions.Add(expression);
                }
            }
        }

        var checkedTypes = Checked(graph);
        return checkedTypes.Count == 0 ? null : new ValidationModel
        {
            Types = Models(graph, checkedTypes).ToEquatableArray(),
            Expressions = expressions.ToEquatableArray(),
        };
    }

    /// <summary>The types with something to check: by rules of their own, or by a type they reach. Grows until it no longer does.</summary>
    private static HashSet<string> Checked(List<TypeRules> graph)
    {
        var active = new HashSet<string>(StringComparer.Ordinal);
        for (var grows = true; grows;)
        {
            grows = false;
            foreach (var rules in graph)
            {
                var name = rules.Key;
                if (!active.Contains(name) && (rules.HasOwnRules || rules.Members.Any(m => Prune(m.Shape, active) is not null)
                    || rules.Derived.Any(d => active.Contains(d.Key()))))
                {
                    grows |= active.Add(name);
                }
            }
        }

        return active;
    }

    private static IEnumerable<ValidatedTypeModel> Models(List<TypeRules> graph, HashSet<string> active)
    {
        var methods = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < graph.Count; i++)
        {
            var rules = graph[i];
            var name = rules.Key;

            // The event itself stays first, so that its method is the one the descriptor names.
            if (i > 0 && !active.Contains(name))
            {
                continue;
            }

            var method = "Check" + rules.Type.Name;
            for (var suffix = 2; !methods.Add(method); suffix++)
            {
                method = $"Check{rules.Type.Name}{suffix.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
            }

            yield return new ValidatedTypeModel
            {
                FullName = rules.Name,
                Key = name,
                Name = rules.Type.Name,
                Method = method,
                Members = rules.Members
                    .Select(m => m with { Shape = Prune(m.Shape, active) })
                    .Where(static m => m.Rules.HasRules || m.Shape is not null)
                    .ToEquatableArray(),
                Attributes = rules.Attributes.ToEquatableArray(),
                IsValidatableObject = rules.IsValidatableObject,
                IsRecursive = ReachesItself(rules, graph, active),
                Derived = rules.Derived.Select(static d => d.Key()).Where(active.Contains).ToEquatableArray(),
            };
        }
    }

    private static ShapeModel? Prune(ShapeModel? shape, HashSet<string> active)
    {
        switch (shape)
        {
            case ObjectShapeModel { Key: var name }:
                return active.Contains(name) ? shape : null;
            case SequenceShapeModel sequence:
                var element = sequence.Element with { Shape = Prune(sequence.Element.Shape, active) };
                return element.RefusesNull || element.Shape is not null ? sequence with { Element = element } : null;
            case DictionaryShapeModel dictionary:
                var value = dictionary.Value with { Shape = Prune(dictionary.Value.Shape, active) };
                return value.RefusesNull || value.Shape is not null ? dictionary with { Value = value } : null;
            default:
                return null;
        }
    }

    private static bool ReachesItself(TypeRules rules, List<TypeRules> graph, HashSet<string> active)
    {
        var sought = rules.Key;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<TypeRules>([rules]);
        while (open.Count > 0)
        {
            var current = open.Pop();
            foreach (var next in current.Reached.AddRange(current.Derived))
            {
                var name = next.Key();
                if (name == sought && !(current == rules && current.Derived.Contains(next, SymbolEqualityComparer.Default)))
                {
                    return true;
                }

                if (active.Contains(name) && seen.Add(name) && graph.Find(r => r.Key == name) is { } found)
                {
                    open.Push(found);
                }
            }
        }

        return false;
    }
}
