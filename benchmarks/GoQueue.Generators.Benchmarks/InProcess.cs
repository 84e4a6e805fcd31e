using System.Diagnostics;
using System.Globalization;
using Basic.Reference.Assemblies;
using GoQueue.Generators.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace GoQueue.Generators.Benchmarks;

/// <summary>
/// Times the generator in this process after the JIT is warm: on a fresh driver, and on edits. Step tracking is off, as in an editor: it
/// doubles the time. Every timing sees a compilation that nobody has asked anything of, since an editor makes one per key stroke, so binding
/// the symbols is part of what is timed.
/// </summary>
internal static class InProcess
{
    private const int Repetitions = 15;

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    public static void Measure(TextWriter output)
    {
        var compilation = Compile(ParseOptions);
        var fresh = Median(Repetitions, () => compilation.Clone(), static compilation => Fresh().RunGenerators(compilation));
        var driver = Fresh().RunGenerators(compilation);
        var before = TextsOf(driver);

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {Corpus.Events:N0} events of 10 members | ms | µs per event | files printed | files changed |"));
        output.WriteLine("|---|---|---|---|---|");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| a fresh driver | {fresh:F0} | {fresh * 1000 / Corpus.Events:F0} | {before.Count} | |"));
        foreach (var edit in Edit.All)
        {
            var median = Median(Repetitions, () => After(compilation, edit), edited => driver.RunGenerators(edited));

            // The text of an output that was not run again is the same object.
            var after = TextsOf(driver.RunGenerators(After(compilation, edit)));
            var printed = after.Where(file => before.GetValueOrDefault(file.Key) != file.Value).ToArray();
            var changed = printed.Count(file => before.GetValueOrDefault(file.Key) is not { } old || !old.ContentEquals(file.Value));
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {edit.Name} | {median:F0} | {median * 1000 / Corpus.Events:F0} | {printed.Length} | {changed} |"));
        }
    }

    /// <summary>Does the edits for that long, and prints the processor's time, which other programs on the machine disturb less.</summary>
    public static void Repeat(TimeSpan bound, TextWriter output)
    {
        var compilation = Compile(ParseOptions);
        var driver = Fresh().RunGenerators(compilation);
        var edits = 0;
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < bound;)
        {
            foreach (var edit in Edit.All)
            {
                driver.RunGenerators(After(compilation, edit));
                edits++;
            }
        }

        var spent = Process.GetCurrentProcess().TotalProcessorTime - before;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{edits} edits, {spent.TotalMilliseconds / edits:F0} ms of processor time each, compiling and collecting included"));
    }

    /// <summary>The corpus with these options.</summary>
    public static CSharpCompilation Compile(CSharpParseOptions options)
    {
        var trees = Corpus.Files.Select(file => Parse(file.Key, file.Value, options)).Prepend(Parse("Usings.cs", Corpus.ImplicitUsings, options));
        return CSharpCompilation.Create(
            "Shop.Events",
            trees,
            [
                .. Net100.References.All,
                MetadataReference.CreateFromFile(typeof(GoQueueEventAttribute).Assembly.Location),
                MetadataReference.CreateFromFile(typeof(GoQueuePublisher).Assembly.Location),
            ],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    private static SyntaxTree Parse(string file, string text, CSharpParseOptions options) => CSharpSyntaxTree.ParseText(text, options, $"/src/{file}");

    private static CSharpGeneratorDriver Fresh() => CSharpGeneratorDriver.Create([new GoQueueGenerator().AsSourceGenerator()], parseOptions: ParseOptions);

    private static CSharpCompilation After(CSharpCompilation compilation, Edit edit) => After(compilation, edit, ParseOptions);

    /// <summary>The compilation after an edit.</summary>
    public static CSharpCompilation After(CSharpCompilation compilation, Edit edit, CSharpParseOptions options)
    {
        var old = compilation.SyntaxTrees.Single(tree => tree.FilePath == $"/src/{edit.File}");
        return compilation.ReplaceSyntaxTree(old, Parse(edit.File, edit.Apply(Corpus.Files[edit.File]), options));
    }

    private static Dictionary<string, SourceText> TextsOf(GeneratorDriver driver)
    {
        var result = driver.GetRunResult().Results.Single();
        return result.Exception is { } exception
            ? throw new InvalidOperationException("The generator failed.", exception)
            : result.GeneratedSources.ToDictionary(static source => source.HintName, static source => source.SourceText);
    }

    private static double Median(int repetitions, Func<CSharpCompilation> prepare, Action<CSharpCompilation> run)
    {
        // Enough for the JIT's second tier, which replaces methods in the background after 30 calls.
        for (var i = 0; i < 5; i++)
        {
            run(prepare());
        }

        var times = new double[repetitions];
        for (var i = 0; i < repetitions; i++)
        {
            var compilation = prepare();
            var start = Stopwatch.GetTimestamp();
            run(compilation);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        return times[repetitions / 2];
    }
}
