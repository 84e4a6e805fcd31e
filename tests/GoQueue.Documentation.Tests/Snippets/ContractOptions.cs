using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace GoQueue.Documentation.Tests.Snippets;

/// <summary>A contract file as the build hands it to the analyzers.</summary>
internal static class ContractOptions
{
    /// <param name="text">The file's text; empty if it does not exist, null for a project without contracts.</param>
    public static AnalyzerOptions Of(string? text) => text is null
        ? new AnalyzerOptions([])
        : new AnalyzerOptions([new ContractFile(text)], new Provider(text.Length > 0));

    private sealed class ContractFile(string text) : AdditionalText
    {
        public override string Path => "GoQueue.contracts.txt";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    private sealed class Provider(bool exists) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options([]);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Options(new Dictionary<string, string>
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
