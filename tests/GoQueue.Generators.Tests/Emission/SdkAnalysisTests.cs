using System.Collections.Immutable;
using System.Reflection;
using GoQueue.Generators.Tests.Harness;
using GoQueue.Generators.Tests.Models.Matrix;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace GoQueue.Generators.Tests.Emission;

/// <summary>Projects that turn on every rule of the SDK must not hear of our code.</summary>
public sealed class SdkAnalysisTests
{
    [Fact]
    public async Task The_SDKs_analyzers_have_nothing_to_say_about_generated_code()
    {
        var run = GeneratorRun.Of("""
            using GoQueue;
            using System.ComponentModel.DataAnnotations;
            namespace Shop.Events;

            public enum Kind { Guest, Member }
            public sealed record Line(string Sku, [Range(1, 10)] int Quantity);

            [GoQueueEvent("users", "user.{Kind}.created", "1.0")]
            public sealed partial record UserCreated(
                [OrderingKey] Guid UserId, [EmailAddress, Sensitive] string Email, Kind Kind, [EventHeader("tenant")] string Tenant, IReadOnlyList<Line> Lines);

            public static partial class Orders
            {
                [GoQueueEvent(Action = "order.created", Version = "1.0")]
                internal readonly partial record struct Created([StringLength(3)] string Currency, decimal Total, DateTimeOffset At);
            }

            [GoQueueCatalog] public static partial class ShopEvents;

            public class Bad_Name { public static int Null(object value) { return value.GetHashCode(); } }
            """);
        var analyzers = SdkAnalyzers();
        Assert.NotEmpty(analyzers);
        var severities = analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(rule => rule.Id).Distinct()
            .ToDictionary(id => id, _ => ReportDiagnostic.Warn, StringComparer.Ordinal);
        var output = run.Output.WithOptions(run.Output.Options.WithSpecificDiagnosticOptions(severities));

        var found = await output.WithAnalyzers(analyzers).GetAnalyzerDiagnosticsAsync();

        // The rules do run: they find plenty in the test's own source.
        Assert.Contains(found, diagnostic => run.Input.ContainsSyntaxTree(diagnostic.Location.SourceTree));
        Assert.Empty(found.Where(diagnostic => diagnostic.Location.SourceTree is { } tree && !run.Input.ContainsSyntaxTree(tree)));
    }

    [Fact]
    public async Task The_SDKs_analyzers_have_nothing_to_say_about_generated_code_that_is_not_called_generated()
    {
        // What a project with AnalysisMode=All and generated_code = false holds generated files to, with every rule of the SDK.
        var compiled = EventCase.CompileAny("", new() { AssemblyName = "Strict", UsesNamespace = false, IsClsCompliant = false, MoreFiles = [.. StrictProject()] });
        Assert.Equal(40, compiled.Files.Values.Count(static file => file.Contains("GoQueueEventManifest(", StringComparison.Ordinal)));
        var analyzers = SdkAnalyzers();
        var severities = analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(rule => rule.Id).Distinct()
            .ToDictionary(id => id, _ => ReportDiagnostic.Warn, StringComparer.Ordinal);
        var output = compiled.Output.WithOptions(compiled.Output.Options.WithSpecificDiagnosticOptions(severities).WithSyntaxTreeOptionsProvider(new NothingIsGenerated()));

        var found = await output.WithAnalyzers(analyzers).GetAnalyzerDiagnosticsAsync();

        Assert.Contains(found, diagnostic => compiled.Input.ContainsSyntaxTree(diagnostic.Location.SourceTree));
        var ours = found.Where(diagnostic => diagnostic.Location.SourceTree is { } tree && !compiled.Input.ContainsSyntaxTree(tree)).ToList();
        Assert.True(ours.Count == 0, $"{ours.Count} findings:\n{string.Join('\n', ours.GroupBy(static o => o.Id).Select(static g => $"{g.Count()} × {g.First()}\n    {Line(g.First())}"))}");

        static string Line(Diagnostic found) => found.Location.SourceTree!.GetText().Lines[found.Location.GetLineSpan().StartLinePosition.Line].ToString();
    }

    private static IEnumerable<string> StrictProject() =>
        Directory.EnumerateFiles(Repository.PathOf("tests", "GoQueue.PackageTests", "Projects", "Strict"), "*.cs").Order(StringComparer.Ordinal).Select(File.ReadAllText);

    /// <summary>What <c>generated_code = false</c> in an .editorconfig says of every file.</summary>
    private sealed class NothingIsGenerated : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.NotGenerated;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = ReportDiagnostic.Default;
            return false;
        }

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = ReportDiagnostic.Default;
            return false;
        }
    }

    private static ImmutableArray<DiagnosticAnalyzer> SdkAnalyzers()
    {
        var folder = typeof(SdkAnalysisTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "SdkAnalyzers").Value!;
        return
        [
            .. Directory.EnumerateFiles(folder, "*NetAnalyzers.dll").SelectMany(file =>
                new AnalyzerFileReference(file, new Loader(folder)).GetAnalyzers(LanguageNames.CSharp)),
        ];
    }

    private sealed class Loader(string folder) : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(Path.Combine(folder, Path.GetFileName(fullPath)));
    }
}
