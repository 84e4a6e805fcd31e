using System.Diagnostics.CodeAnalysis;
using GoQueue.Generators.Analyzers.Contracts;
using GoQueue.Generators.Contracts;
using GoQueue.Generators.Parsing.Contracts;
using GoQueue.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace GoQueue.Generators.Tests.Contracts;

/// <summary>A project with contracts: its generator, its analyzers and its file.</summary>
internal static class ContractProject
{
    public const string FirstLine = "# GoQueue contracts, format 1. The compiler writes this file: change the events and accept (docs/contracts.md). Review every line.\n\n";

    public static CSharpParseOptions ParseOptions { get; } = Sources.ParseOptions.WithFeatures([KeyValuePair.Create(ContractFeature.Name, "true")]);

    public static GeneratorRun Run(params string[] files) => GeneratorRun.Of(Sources.CompileAs("Shop.Events", ParseOptions, files));

    /// <summary>The blocks that the assembly carries.</summary>
    public static IReadOnlyList<ContractBlock> BlocksOf(string source) =>
        [.. Run(source).Output.Assembly.GetAttributes()
            .Where(static data => data.AttributeClass?.Name == "GoQueueContractAttribute")
            .Select(static data => ContractReader.ReadBlock((string)data.ConstructorArguments[1].Value!))];

    /// <summary>The file after everything was accepted.</summary>
    public static string Accept(string source, string? file = null, params string[] breaking) =>
        ContractAcceptance.Accept(file is null ? ContractFile.Empty : ContractReader.Read(file), BlocksOf(source), ContractMode.Forward, breaking, []).Text;

    /// <summary>What the rules of contracts report: id, severity and message.</summary>
    /// <param name="source">The events.</param>
    /// <param name="file">The file; null if it does not exist.</param>
    /// <param name="mode">The property GoQueueContracts.</param>
    /// <param name="compatibility">The property GoQueueCompatibility.</param>
    public static async Task<IReadOnlyList<Diagnostic>> ReportsOf(string source, string? file, string mode = "true", string compatibility = "")
    {
        var compilation = GeneratorRun.OfBroken(Sources.CompileAs("Shop.Events", ParseOptions, source)).Output;
        var options = new AnalyzerOptions([new File(file)], new Provider(file is not null, mode, compatibility));
        var found = await compilation.WithAnalyzers([new ContractAnalyzer()], new CompilationWithAnalyzersOptions(options, null, concurrentAnalysis: true, logAnalyzerExecutionTime: false)).GetAnalyzerDiagnosticsAsync();
        return [.. found.OrderBy(static diagnostic => diagnostic.Id, StringComparer.Ordinal).ThenBy(static diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    /// <summary>The ids and messages of <see cref="ReportsOf"/>.</summary>
    public static async Task<IReadOnlyList<string>> TextsOf(string source, string? file, string mode = "true", string compatibility = "") =>
        [.. (await ReportsOf(source, file, mode, compatibility)).Select(static found => $"{found.Id} {found.Severity}: {found.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}")];

    private sealed class File(string? text) : AdditionalText
    {
        public override string Path => "/src/" + ContractFile.Name;

        public override SourceText GetText(CancellationToken cancellationToken = default) =>
            text is null ? throw new InvalidOperationException("The compiler would report CS2001 here.") : SourceText.From(text);
    }

    private sealed class Provider(bool exists, string mode, string compatibility) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } =
            new Options(new() { ["build_property.GoQueueContracts"] = mode, ["build_property.GoQueueCompatibility"] = compatibility });

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Options(new()
        {
            ["build_metadata.AdditionalFiles.GoQueueContracts"] = "true",
            ["build_metadata.AdditionalFiles.GoQueueContractsExist"] = exists ? "True" : "False",
        });
    }

    private sealed class Options(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
