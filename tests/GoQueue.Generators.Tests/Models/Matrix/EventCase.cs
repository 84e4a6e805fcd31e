using System.Collections.Immutable;
using GoQueue.Generators.Pipeline;
using GoQueue.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Emit;
using Xunit;

namespace GoQueue.Generators.Tests.Models.Matrix;

/// <summary>
/// Source with one event, compiled in process as a project of its own. A shared type graph hides what one event lacks:
/// each feature is tested in a compilation that has nothing else.
/// </summary>
/// <example>
/// <code>
/// using var loaded = EventCase.Compile("""
/// [GoQueueEvent(…)] public sealed partial record E(int Id);
/// public static class Values { public static E Pass() => new(1); }
/// """).Load();
/// var published = await loaded.Event.PublishAsync(loaded.Value("Pass"));
/// </code>
/// </example>
internal sealed class EventCase
{
    /// <summary>What every case starts with: one line, so that line numbers of the case stay readable.</summary>
    private const string Usings =
        "using GoQueue; using System.Text.Json; using System.Text.Json.Serialization; using System.ComponentModel.DataAnnotations; using System.Collections.Immutable;\n";

    private static readonly ImmutableArray<DiagnosticAnalyzer> s_analyzers =
    [
        .. typeof(GoQueueGenerator).Assembly.GetTypes()
            .Where(static type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    // Binding all bodies is most of a case's time: one emission gives the diagnostics and the assembly.
    private readonly Lazy<(EmitResult Result, MemoryStream Image)> _emitted;

    private EventCase(CSharpCompilation input, CSharpCompilation output, IReadOnlyDictionary<string, string> files)
    {
        Input = input;
        Output = output;
        Files = files;
        _emitted = new(Emit);
    }

    public CSharpCompilation Input { get; }

    /// <summary>The input with all generated files.</summary>
    public CSharpCompilation Output { get; }

    /// <summary>The generated files by hint name.</summary>
    public IReadOnlyDictionary<string, string> Files { get; }

    /// <summary>
    /// Errors anywhere, and warnings of generated files at the highest level. The warnings of the case's own source are
    /// its author's.
    /// </summary>
    public ImmutableArray<Diagnostic> Complaints =>
    [
        .. Reported.Where(found =>
            found.Severity == DiagnosticSeverity.Error
            || (found.Severity == DiagnosticSeverity.Warning && found.Location.SourceTree is { } tree && !Input.ContainsSyntaxTree(tree))),
    ];

    // The emission of what has errors ends before it has looked at everything.
    private ImmutableArray<Diagnostic> Reported => _emitted.Value.Result is { Success: true, Diagnostics: var found } ? found : Output.GetDiagnostics();

    /// <summary>
    /// Compiles a case that must be clean: an error anywhere, or a warning in a generated file, fails the test.
    /// </summary>
    public static EventCase Compile(string source, EventCaseOptions? options = null)
    {
        var compiled = CompileAny(source, options);
        Assert.True(compiled.Complaints.IsEmpty, string.Join('\n', compiled.Complaints.Select(compiled.Describe)) + "\n" + source);
        return compiled;
    }

    /// <summary>Compiles a case that may have errors.</summary>
    public static EventCase CompileAny(string source, EventCaseOptions? options = null)
    {
        options ??= EventCaseOptions.Default;
        var text = (options.UsesNamespace ? Usings + "namespace Shop.Events;\n" : Usings) + source;
        var parse = Sources.ParseOptions.WithLanguageVersion(options.LanguageVersion).WithFeatures(options.Features);
        var input = Sources.CompileAs(options.AssemblyName, parse, [text, .. options.MoreFiles]);
        input = options.References.Count == 0 ? input : input.AddReferences(options.References);
        if (options.IsClsCompliant)
        {
            input = input.AddSyntaxTrees(CSharpSyntaxTree.ParseText("[assembly: System.CLSCompliant(true)]", parse, "/src/Cls.cs"));
        }

        var driver = CSharpGeneratorDriver.Create([new GoQueueGenerator().AsSourceGenerator()], parseOptions: parse)
            .RunGeneratorsAndUpdateCompilation(input, out var output, out var diagnostics);
        var result = driver.GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        Assert.Empty(diagnostics);
        return new EventCase(
            input, (CSharpCompilation)output, result.GeneratedSources.ToDictionary(static file => file.HintName, static file => file.SourceText.ToString(), StringComparer.Ordinal));
    }

    /// <summary>
    /// What our analyzers report, with the compiler's own <c>#pragma</c> and severities applied; sorted by id.
    /// </summary>
    /// <param name="least">Rules of a lower severity are not run.</param>
    public async Task<ImmutableArray<Diagnostic>> FindingsAsync(DiagnosticSeverity least = DiagnosticSeverity.Hidden)
    {
        var analyzers = s_analyzers.RemoveAll(analyzer => analyzer is not DiagnosticSuppressor && analyzer.SupportedDiagnostics.All(rule => rule.DefaultSeverity < least));
        var failures = new List<string>();
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), (thrown, analyzer, _) => failures.Add($"{analyzer.GetType().Name}: {thrown}"), concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        var found = await Output.WithAnalyzers(analyzers, options).GetAnalyzerDiagnosticsAsync();
        Assert.Empty(failures);
        return [.. found.Where(static finding => !finding.IsSuppressed).OrderBy(static finding => finding.Id, StringComparer.Ordinal)];
    }

    /// <summary>Loads the assembly into a context of its own, which ends with the result.</summary>
    public LoadedCase Load()
    {
        var (emitted, image) = _emitted.Value;
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics.Where(static found => found.Severity == DiagnosticSeverity.Error).Select(Describe)));
        image.Position = 0;
        return new LoadedCase(image);
    }

    private (EmitResult, MemoryStream) Emit()
    {
        var image = new MemoryStream();
        return (Output.Emit(image), image);
    }

    private string Describe(Diagnostic found)
    {
        var line = found.Location.SourceTree?.GetText().Lines[found.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim();
        return $"{found}\n    {line}";
    }
}
