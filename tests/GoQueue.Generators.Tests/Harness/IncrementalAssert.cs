using System.Collections;
using System.Reflection;
using GoQueue.Generators.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace GoQueue.Generators.Tests.Harness;

/// <summary>What must hold for what flows through the generator's pipeline.</summary>
public static class IncrementalAssert
{
    private static readonly Type[] s_forbidden =
    [
        typeof(ISymbol), typeof(SyntaxNode), typeof(SyntaxTree), typeof(Location), typeof(Diagnostic), typeof(DiagnosticDescriptor), typeof(Compilation),
        typeof(SemanticModel), typeof(AttributeData), typeof(SyntaxReference), typeof(IOperation), typeof(SourceText), typeof(AnalyzerConfigOptions),
    ];

    private static readonly string[] s_forbiddenValues = [nameof(SyntaxToken), nameof(SyntaxTrivia), nameof(TypedConstant), nameof(TextSpan), nameof(FileLinePositionSpan)];

    /// <summary>The names of the pipeline steps that hold models.</summary>
    public static IReadOnlySet<string> ModelSteps { get; } = typeof(TrackingNames)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (string)field.GetRawConstantValue()!)
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>Walks all models of a run, and demands that nothing from Roslyn is in them.</summary>
    public static void NothingFromRoslynIn(GeneratorRunResult result)
    {
        foreach (var (name, steps) in result.TrackedSteps.Where(step => ModelSteps.Contains(step.Key)))
        {
            foreach (var output in steps.SelectMany(step => step.Outputs))
            {
                NothingFromRoslynIn(output.Value, name);
            }
        }
    }

    /// <summary>Walks the fields of an object, and of all objects it holds.</summary>
    public static void NothingFromRoslynIn(object? root, string name) =>
        Walk(root, name, new HashSet<object>(ReferenceEqualityComparer.Instance));

    private static void Walk(object? value, string path, HashSet<object> seen)
    {
        if (value is null || value is string || value.GetType().IsPrimitive || value.GetType().IsEnum || value is Type)
        {
            return;
        }

        foreach (var forbidden in s_forbidden)
        {
            Assert.False(forbidden.IsInstanceOfType(value), $"{path} holds a {value.GetType().Name}, which is a {forbidden.Name}.");
        }

        Assert.False(s_forbiddenValues.Contains(value.GetType().Name), $"{path} holds a {value.GetType().Name}.");
        if (!value.GetType().IsValueType && !seen.Add(value))
        {
            return;
        }

        if (value is IEnumerable items)
        {
            var i = 0;
            foreach (var item in items)
            {
                Walk(item, $"{path}[{i++}]", seen);
            }
        }

        for (var type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (!field.FieldType.IsPointer && !field.FieldType.IsByRefLike)
                {
                    Walk(field.GetValue(value), $"{path}.{field.Name}", seen);
                }
            }
        }
    }
}
