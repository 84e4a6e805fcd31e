using GoQueue.PackageTests.Harness;
using Xunit;

namespace GoQueue.PackageTests.Consumers;

/// <summary>A project that holds generated files to every rule of the SDK.</summary>
public sealed class StrictProjectTests(PackedFeed feed)
{
    // A hint name begins so in each kind of file that belongs to no single event.
    private static readonly string[] s_kinds = ["GoQueue-Catalog-", "GoQueue-Events", "GoQueue-Json", "GoQueue-Json-", "GoQueue-Masked-"];

    [Fact]
    public async Task Forty_events_build_without_a_warning_with_every_rule_on()
    {
        var solution = feed.Copy("Strict");

        // Below the project, where its .editorconfig holds.
        var result = (await solution.DotnetAsync("build", "Strict", "-p:EmitCompilerGeneratedFiles=true")).Succeeded();

        Assert.DoesNotContain(": warning ", result.Output, StringComparison.Ordinal);
        var files = Directory.GetFiles(Path.Combine(solution.Folder, "Strict", "obj", "Debug", "net10.0", "generated", "GoQueue.Generators"), "*.g.cs", SearchOption.AllDirectories);
        Assert.Equal(40, files.Count(static file => File.ReadAllText(file).Contains("GoQueueEventManifest(", StringComparison.Ordinal)));
        Assert.All(s_kinds, kind => Assert.Contains(files, file => Path.GetFileName(file).StartsWith(kind, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_rules_of_that_project_look_into_generated_files()
    {
        var solution = feed.Copy("Strict");
        var config = Path.Combine(solution.Folder, "Strict", ".editorconfig");

        // The counter-test: a rule that generated files break on purpose is reported in them.
        await File.AppendAllTextAsync(config, "\n[*.g.cs]\ncsharp_style_namespace_declarations = file_scoped:error\ndotnet_diagnostic.IDE0161.severity = error\n");
        var result = (await solution.DotnetAsync("build", "Strict", "-p:EnforceCodeStyleInBuild=true")).Failed();

        Assert.Contains("error IDE0161", result.Output, StringComparison.Ordinal);
    }
}
