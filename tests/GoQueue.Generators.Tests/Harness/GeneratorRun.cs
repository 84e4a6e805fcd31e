using System.Collections.Immutable;
using GoQueue.Generators.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace GoQueue.Generators.Tests.Harness;

/// <summary>
/// One run of the generator over a compilation, and what came out. Making one also proves what must hold for every run: no exception, output
/// that compiles without a warning, models without anything from Roslyn, and a second run that prints nothing.
/// </summary>
public sealed class GeneratorRun
{
    private readonly GeneratorDriver _driver;

    private GeneratorRun(CSharpCompilation input, GeneratorDriver driver, CSharpCompilation output)
    {
        Input = input;
        _driver = driver;
        Output = output;
    }

    public CSharpCompilation Input { get; }

    /// <summary>The input with all generated files.</summary>
    public CSharpCompilation Output { get; }

    /// <summary>The generated files by hint name.</summary>
    public IReadOnlyDictionary<string, string> Files =>
        Result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString(), StringComparer.Ordinal);

    internal GeneratorRunResult Result => _driver.GetRunResult().Results.Single();

    /// <summary>Runs over sources that the compiler has nothing to say against, once everything is generated.</summary>
    public static GeneratorRun Of(params string[] files) => Of(Sources.Compile(files));

    /// <inheritdoc cref="Of(string[])"/>
    public static GeneratorRun Of(CSharpCompilation input)
    {
        var run = OfBroken(input);
        Assert.Empty(run.Complaints());
        return run;
    }

    /// <summary>Runs over sources that the compiler may refuse: only the generator itself must be sound.</summary>
    public static GeneratorRun OfBroken(params string[] files) => OfBroken(Sources.Compile(files));

    /// <inheritdoc cref="OfBroken(string[])"/>
    public static GeneratorRun OfBroken(CSharpCompilation input)
    {
        var driver = Start(input, out var output);
        var run = new GeneratorRun(input, driver, output);
        Assert.Null(run.Result.Exception);
        Assert.Empty(run.Result.Diagnostics);
        IncrementalAssert.NothingFromRoslynIn(run.Result);
        run.After(input.AddSyntaxTrees(CSharpSyntaxTree.ParseText("// another file", (CSharpParseOptions)input.SyntaxTrees.First().Options, "/src/Zz.cs"))).PrintsNothing();
        return run;
    }

    /// <summary>What the compiler says of the output. Test sources need no documentation; generated files do.</summary>
    public ImmutableArray<Diagnostic> Complaints() =>
    [
        .. Output.GetDiagnostics().Where(d =>
            d.Severity >= DiagnosticSeverity.Warning && !(d.Id == "CS1591" && Input.ContainsSyntaxTree(d.Location.SourceTree!))),
    ];

    /// <summary>Runs again, after an edit.</summary>
    public SecondRun After(Compilation edited) => new(_driver.RunGenerators(edited).GetRunResult().Results.Single());

    /// <summary>Runs again, after one text in one file was replaced.</summary>
    public SecondRun AfterReplacing(string text, string replacement)
    {
        var tree = Input.SyntaxTrees.Single(t => t.ToString().Contains(text, StringComparison.Ordinal));
        var changed = CSharpSyntaxTree.ParseText(tree.ToString().Replace(text, replacement, StringComparison.Ordinal), (CSharpParseOptions)tree.Options, tree.FilePath);
        return After(Input.ReplaceSyntaxTree(tree, changed));
    }

    private static GeneratorDriver Start(CSharpCompilation input, out CSharpCompilation output)
    {
        var driver = CSharpGeneratorDriver.Create(
                [new GoQueueGenerator().AsSourceGenerator()],
                parseOptions: (CSharpParseOptions)input.SyntaxTrees.First().Options,
                driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true))
            .RunGeneratorsAndUpdateCompilation(input, out var updated, out var diagnostics);
        Assert.Empty(diagnostics);
        output = (CSharpCompilation)updated;
        return driver;
    }
}
