using System.Collections.Concurrent;
using System.Collections.Immutable;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace GoQueue.Generators.Tests.Harness;

/// <summary>
/// Tests of rules, with the generator at work as in a real project. Sources carry markup: <c>{|GQ1001:UserCreated|}</c> is where the rule
/// must report; nothing else may be reported, and the compiler may report no error that is not marked.
/// </summary>
internal static class RuleTest
{
    // Nothing is restored: all references are given.
    private static readonly ReferenceAssemblies s_framework = new("net10.0");

    // Each costs a compilation: that a pragma silences the rule, and that generated code is left alone, is checked once per rule.
    private static readonly ConcurrentDictionary<string, bool> s_silenced = new();

    private static readonly ImmutableArray<DiagnosticAnalyzer> s_analyzers =
    [
        .. typeof(GoQueueGenerator).Assembly.GetTypes()
            .Where(static type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsSubclassOf(typeof(DiagnosticSuppressor)) && !type.IsAbstract)
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>Demands what the markup says of one rule; the other rules of its analyzer are disabled.</summary>
    public static Task Of(DiagnosticDescriptor rule, params string[] files)
    {
        var test = new Analysis(rule);
        SetUp(rule, test, files);
        return test.RunAsync();
    }

    /// <summary>Demands what the markup says of all rules that the parser decides.</summary>
    public static Task OfParser(params string[] files)
    {
        var rule = DeclarationDiagnostics.NotPartial;
        var test = new Analysis(rule);
        SetUp(rule, test, files);
        test.DisabledDiagnostics.Clear();
        return test.RunAsync();
    }

    /// <summary>Demands what the markup says where <see cref="OtherGenerator"/> works beside ours.</summary>
    public static Task BesideAnotherGenerator(DiagnosticDescriptor rule, params string[] files) => BesideAnotherGenerator(rule, [], files);

    /// <summary>Demands what the markup and <paramref name="places"/> say where <see cref="OtherGenerator"/> works beside ours.</summary>
    public static Task BesideAnotherGenerator(DiagnosticDescriptor rule, DiagnosticResult[] places, params string[] files)
    {
        var test = new Analysis(rule, typeof(GoQueueGenerator), typeof(OtherGenerator));
        SetUp(rule, test, files);
        test.TestState.ExpectedDiagnostics.AddRange(places);
        return test.RunAsync();
    }

    /// <summary>Demands what the markup says, with references to other compilations (see <see cref="Reference"/>).</summary>
    public static Task With(DiagnosticDescriptor rule, IEnumerable<MetadataReference> references, IEnumerable<DiagnosticResult> unplaced, params string[] files)
    {
        var test = new Analysis(rule);
        SetUp(rule, test, files);
        test.TestState.AdditionalReferences.AddRange(references);
        test.TestState.ExpectedDiagnostics.AddRange(unplaced);
        return test.RunAsync();
    }

    /// <summary>Demands that the fix makes <paramref name="after"/> of <paramref name="before"/>, one by one and by fix-all.</summary>
    public static Task Fix<TFix>(DiagnosticDescriptor rule, string before, string after, int? steps = null)
        where TFix : CodeFixProvider, new() => Fix<TFix>(rule, [before], [after], steps);

    /// <summary>The same over several files: fix-all in a document cures one of them, in a project and in a solution all.</summary>
    public static Task Fix<TFix>(DiagnosticDescriptor rule, string[] before, string[] after, int? steps = null)
        where TFix : CodeFixProvider, new()
    {
        var test = new Fixing<TFix>(rule) { NumberOfIncrementalIterations = steps };
        SetUp(rule, test, before);
        for (var i = 0; i < after.Length; i++)
        {
            test.FixedState.Sources.Add(($"/0/Test{i}.cs", after[i]));
        }

        test.FixedState.Sources.Add(("/0/Usings.cs", Sources.ImplicitUsings));
        return test.RunAsync();
    }

    /// <summary>Demands that the rule reports, and that the fix offers nothing.</summary>
    public static Task NoFix<TFix>(DiagnosticDescriptor rule, string source)
        where TFix : CodeFixProvider, new() => Fix<TFix>(rule, source, source);

    /// <summary>Another assembly with events, as a package reference gives it.</summary>
    public static MetadataReference Reference(string assemblyName, params string[] files)
    {
        var run = GeneratorRun.Of(Sources.CompileAs(assemblyName, LanguageVersion.CSharp14, files));
        using var stream = new MemoryStream();
        var emitted = run.Output.Emit(stream, options: new(metadataOnly: true));
        return emitted.Success
            ? MetadataReference.CreateFromImage(stream.ToArray())
            : throw new InvalidOperationException(string.Join('\n', emitted.Diagnostics));
    }

    private static void SetUp(DiagnosticDescriptor rule, AnalyzerTest<DefaultVerifier> test, params string[] files)
    {
        test.ReferenceAssemblies = s_framework;
        test.TestState.AdditionalReferences.AddRange(Sources.References);
        test.DisabledDiagnostics.AddRange(Find(rule).SupportedDiagnostics.Select(static other => other.Id).Where(id => id != rule.Id));
        test.TestBehaviors = TestBehaviors.SkipGeneratedSourcesCheck;
        if (!files.Any(static file => file.Contains("{|GQ", StringComparison.Ordinal)) || !s_silenced.TryAdd(rule.Id, true))
        {
            test.TestBehaviors |= TestBehaviors.SkipSuppressionCheck | TestBehaviors.SkipGeneratedCodeCheck;
        }

        for (var i = 0; i < files.Length; i++)
        {
            test.TestState.Sources.Add(($"/0/Test{i}.cs", files[i]));
        }

        test.TestState.Sources.Add(("/0/Usings.cs", Sources.ImplicitUsings));
        test.SolutionTransforms.Add((solution, id) =>
        {
            var project = solution.GetProject(id)!;
            var options = (CSharpCompilationOptions)project.CompilationOptions!;
            return solution
                .WithProjectParseOptions(id, Sources.ParseOptions)
                .WithProjectCompilationOptions(id, options.WithNullableContextOptions(NullableContextOptions.Enable));
        });
    }

    private static DiagnosticAnalyzer Find(DiagnosticDescriptor rule) =>
        s_analyzers.Single(analyzer => analyzer.SupportedDiagnostics.Any(supported => supported.Id == rule.Id));

    private sealed class Analysis(DiagnosticDescriptor rule, params Type[] generators) : CSharpAnalyzerTest<EmptyDiagnosticAnalyzer, DefaultVerifier>
    {
        protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => [Find(rule)];

        protected override IEnumerable<Type> GetSourceGenerators() => generators is [] ? [typeof(GoQueueGenerator)] : generators;
    }

    private sealed class Fixing<TFix>(DiagnosticDescriptor rule) : CSharpCodeFixTest<EmptyDiagnosticAnalyzer, TFix, DefaultVerifier>
        where TFix : CodeFixProvider, new()
    {
        protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => [Find(rule)];

        protected override IEnumerable<Type> GetSourceGenerators() => [typeof(GoQueueGenerator)];
    }
}
