using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using GoQueue.Generators.Analyzers.Contracts;
using GoQueue.Generators.Contracts;
using GoQueue.Generators.Parsing;
using GoQueue.Generators.Parsing.Contracts;
using GoQueue.Generators.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace GoQueue.Generators.Benchmarks;

/// <summary>What contracts cost after an edit, and what the command line costs, for 1,000 events.</summary>
internal static class ContractCost
{
    private const int Repetitions = 15;

    private static readonly CSharpParseOptions s_options = InProcess.ParseOptions.WithFeatures([KeyValuePair.Create(ContractFeature.Name, "true")]);

    /// <summary>The accepted file of the corpus.</summary>
    public static string AcceptedFile()
    {
        Generate(InProcess.Compile(s_options), out var compilation);
        var accepted = ContractAcceptance.Accept(
            ContractFile.Empty, [.. ContractEvents.Of(KnownSymbols.Of(compilation)).All(CancellationToken.None).Select(static found => found.Block!)], ContractMode.Forward, [], []);
        return ContractAcceptance.Release(ContractReader.Read(accepted.Text));
    }

    public static void Measure(TextWriter output)
    {
        var file = AcceptedFile();
        var before = InProcess.Compile(s_options);
        var driver = Generate(before, out _);
        var settings = ContractSettings.Of(new AnalyzerOptions([new File(file)], new Provider()))!;
        var times = new List<double>();
        var found = 0;
        for (var i = 0; i < Repetitions + 5; i++)
        {
            // Every second compilation has a change that breaks consumers.
            var edited = InProcess.After(before, Edit.All[i % 2 == 0 ? 4 : 2], s_options);
            driver.RunGeneratorsAndUpdateCompilation(edited, out var compilation, out _);
            var known = KnownSymbols.Of(compilation);
            var types = ContractEvents.Of(known).All(CancellationToken.None).Select(static found => found.Type).ToList();

            // From here on everything that the analyzer does between its start and its last report.
            var start = Stopwatch.GetTimestamp();
            var check = ContractCheck.Of(known, settings, CancellationToken.None);
            found = Math.Max(found, types.Sum(type => check.FindingsOf(type, CancellationToken.None).Length) + check.FindingsAtEnd(CancellationToken.None).Count() + (check.Fault(CancellationToken.None) is null ? 0 : 1));
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.RemoveRange(0, 5);
        output.WriteLine("| contracts of 1,000 events | median | highest | bar |");
        output.WriteLine("|---|--:|--:|--:|");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| an edit of a member: from the analyzer's start to its last report, events parsed; {found} findings at most, ms | {Median(times):F1} | {times.Max():F1} | 15 |"));
        MeasureTool(file, output);
    }

    private static void MeasureTool(string file, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("goqueue-tool-cost-");
        try
        {
            var (old, next) = (Path.Combine(folder.FullName, "old.txt"), Path.Combine(folder.FullName, "new.txt"));
            System.IO.File.WriteAllText(old, file);
            System.IO.File.WriteAllText(next, file.Replace(".quantity          int ", ".quantity          long", StringComparison.Ordinal));
            Time($"diff of two files of {file.Length / 1024} KB that are equal", old, old);
            Time("diff of two files with a change in every event", old, next);

            void Time(string name, string left, string right)
            {
                var times = Enumerable.Range(0, 7).Select(_ => Run(left, right)).ToList();
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| `dotnet goqueue` {name}, whole process, s | {Median(times):F2} | {times.Max():F2} | 0.4 |"));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double Run(string left, string right)
    {
        var root = typeof(ContractCost).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static data => data.Key == "RepositoryRoot").Value!;
        var tool = Path.Combine(root, "src", "GoQueue.Tool", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "dotnet-goqueue.dll");
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", tool, "diff", left, right]) { RedirectStandardOutput = true }) ?? throw new InvalidOperationException("dotnet did not start.");
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode is 0 or 1 ? Stopwatch.GetElapsedTime(start).TotalSeconds : throw new InvalidOperationException($"The tool ended with {process.ExitCode}.");
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);

    private static GeneratorDriver Generate(CSharpCompilation input, out Compilation output) =>
        CSharpGeneratorDriver.Create([new GoQueueGenerator().AsSourceGenerator()], parseOptions: s_options).RunGeneratorsAndUpdateCompilation(input, out output, out _);

    private sealed class File(string text) : AdditionalText
    {
        private readonly SourceText _text = SourceText.From(text);

        public override string Path => "/src/" + ContractFile.Name;

        public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
    }

    private sealed class Provider : AnalyzerConfigOptionsProvider
    {
        private static readonly Options s_none = new(ImmutableDictionary<string, string>.Empty);

        public override AnalyzerConfigOptions GlobalOptions => s_none;

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => s_none;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Options(ImmutableDictionary<string, string>.Empty
            .Add("build_metadata.AdditionalFiles.GoQueueContracts", "true")
            .Add("build_metadata.AdditionalFiles.GoQueueContractsExist", "True"));
    }

    private sealed class Options(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
