using System.Text.RegularExpressions;
using GoQueue.Generators.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace GoQueue.Generators.Tests.Documentation;

/// <summary>ARCHITECTURE.md's way of one message, step by step: <c>→</c> is a call, <c>⇒</c> leads through a delegate, a work item or a continuation.</summary>
internal sealed partial class Walk
{
    private const string Core = "/src/GoQueue.Core/";

    private readonly CSharpCompilation _compilation;

    private Walk(IReadOnlyList<Step> steps, CSharpCompilation compilation)
    {
        Steps = steps;
        _compilation = compilation;
    }

    public IReadOnlyList<Step> Steps { get; }

    /// <summary>Reads the list. The code is Core's, and what the generator makes of one event.</summary>
    public static Walk Read(string page)
    {
        var section = Regex.Match(page, @"^## The walk\n.*?^```\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline);
        Assert.True(section.Success, "ARCHITECTURE.md has no walk.");
        var steps = section.Groups["text"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
        {
            var found = StepPattern().Match(line);
            Assert.True(found.Success, $"Not a step: {line}");
            return new Step(found.Groups["arrow"].Value, found.Groups["type"].Value, found.Groups["method"].Value);
        });
        return new Walk([.. steps], Compile());
    }

    /// <summary>The first step that the code does not take; null = it takes all.</summary>
    public string? FirstWrongStep()
    {
        IMethodSymbol[] at = [];
        for (var i = 0; i < Steps.Count; i++)
        {
            var step = Steps[i];
            var candidates = Find(step);
            var next = step.Arrow switch
            {
                "→" => candidates.Where(candidate => at.Any(method => Calls(method).Any(called => Means(called, candidate)))),
                "⇒" => candidates.Where(candidate => at.Any(method => IsRegistered(method, candidate, i))),
                _ => candidates,
            };
            at = [.. next];
            if (at.Length == 0)
            {
                return $"{step.Arrow} {step.Type}.{step.Method}";
            }
        }

        return null;
    }

    /// <summary>The folder of each step's file; empty for generated code.</summary>
    public IEnumerable<string> Folders() => Steps.Select(step => Find(step)
        .SelectMany(method => method.DeclaringSyntaxReferences)
        .Select(reference => Path.GetDirectoryName(reference.SyntaxTree.FilePath)!.Replace('\\', '/') + "/")
        .Select(folder => folder.StartsWith(Core, StringComparison.Ordinal) ? folder[Core.Length..] : "")
        .First());

    private static CSharpCompilation Compile()
    {
        var source = SourceCompilations.Parse(
            "namespace Shop; [GoQueue.GoQueueEvent(\"users\", \"user.created\", \"1.0\")] public sealed partial record UserCreated(int Id);", "shop/UserCreated.cs");
        var driver = CSharpGeneratorDriver.Create([new GoQueueGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)source.Options);
        driver.RunGeneratorsAndUpdateCompilation(SourceCompilations.Core.AddSyntaxTrees(source), out var compilation, out _, TestContext.Current.CancellationToken);
        SourceCompilations.AssertResolved((CSharpCompilation)compilation);
        return (CSharpCompilation)compilation;
    }

    private IMethodSymbol[] Find(Step step) =>
    [
        .. _compilation.GetSymbolsWithName(step.Type, SymbolFilter.Type)
            .OfType<INamedTypeSymbol>()
            .SelectMany(type => type.GetMembers().OfType<IMethodSymbol>())
            .Where(method => method.Name == step.Method || method.Name.EndsWith("." + step.Method, StringComparison.Ordinal)),
    ];

    private IEnumerable<IMethodSymbol> Calls(IMethodSymbol method) => Nodes(method).OfType<InvocationExpressionSyntax>().Select(SymbolOf).OfType<IMethodSymbol>();

    /// <summary>Whether a name means this method, perhaps through its interface or base class.</summary>
    private static bool Means(IMethodSymbol named, IMethodSymbol method)
    {
        var original = (named.ReducedFrom ?? named).OriginalDefinition;
        if (SymbolEqualityComparer.Default.Equals(original, method.OriginalDefinition))
        {
            return true;
        }

        return named.ContainingType.TypeKind == TypeKind.Interface
            ? method.ContainingType.AllInterfaces
                .Where(type => SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, named.ContainingType.OriginalDefinition))
                .SelectMany(type => type.GetMembers(named.Name))
                .Any(member => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method))
            : method.OverriddenMethod is { } overridden && Means(named, overridden);
    }

    /// <summary>
    /// Whether a step that is no call is taken: the type of the last step, one that it constructs, or one that was passed before, has the method as a delegate or inside of a lambda; or it queues
    /// itself as a work item whose code the method is; or the method was passed before, awaits, and goes on.
    /// </summary>
    private bool IsRegistered(IMethodSymbol from, IMethodSymbol target, int index)
    {
        var own = from.ContainingType;
        var passed = Steps.Take(index - 1).SelectMany(Find).ToArray();
        if (target.IsAsync && passed.Contains(target, SymbolEqualityComparer.Default))
        {
            return true;
        }

        if (SymbolEqualityComparer.Default.Equals(own, target.ContainingType) && target.ExplicitInterfaceImplementations.Any(member => member.ContainingType.Name == nameof(IThreadPoolWorkItem)))
        {
            return Nodes(own).OfType<InvocationExpressionSyntax>().Any(call =>
                SymbolOf(call) is IMethodSymbol { Name: nameof(ThreadPool.UnsafeQueueUserWorkItem) } && call.ArgumentList.Arguments[0].Expression is ThisExpressionSyntax);
        }

        var constructed = Nodes(own).OfType<BaseObjectCreationExpressionSyntax>().Select(SymbolOf).OfType<IMethodSymbol>().Select(constructor => constructor.ContainingType.OriginalDefinition);
        return constructed.Append(own).Concat(passed.Select(method => method.ContainingType))
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
            .SelectMany(Nodes)
            .OfType<SimpleNameSyntax>()
            .Where(name => !IsCalled(name) || name.Ancestors().OfType<AnonymousFunctionExpressionSyntax>().Any())
            .Select(SymbolOf)
            .OfType<IMethodSymbol>()
            .Any(named => Means(named, target));
    }

    private static bool IsCalled(SimpleNameSyntax name)
    {
        var callee = name.Parent is MemberAccessExpressionSyntax member && member.Name == name ? member : (ExpressionSyntax)name;
        return callee.Parent is InvocationExpressionSyntax call && call.Expression == callee;
    }

    private static IEnumerable<SyntaxNode> Nodes(ISymbol symbol) =>
        symbol.OriginalDefinition.DeclaringSyntaxReferences.SelectMany(reference => reference.GetSyntax().DescendantNodes());

    private ISymbol? SymbolOf(SyntaxNode node) => _compilation.GetSemanticModel(node.SyntaxTree).GetSymbolInfo(node) is var info ? info.Symbol ?? info.CandidateSymbols.FirstOrDefault() : null;

    [GeneratedRegex(@"^ *(?<arrow>→|⇒|•) (?<type>\w+)\.(?<method>\w+)( .*)?$")]
    private static partial Regex StepPattern();

    /// <param name="Arrow">How it is reached: a call, through a delegate, or from outside of the program.</param>
    /// <param name="Type">The type's name.</param>
    /// <param name="Method">The method's.</param>
    internal sealed record Step(string Arrow, string Type, string Method);
}
