using GoQueue.Generators.Analyzers.SetUp;
using GoQueue.Generators.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace GoQueue.Generators.Tests.Analyzers;

public sealed class LanguageVersionRuleTests
{
    private const string Event = """
        using GoQueue;
        [GoQueueEvent("users", "user.created", "1.0")] public sealed partial record UserCreated { public Guid UserId { get; init; } }
        """;

    [Fact]
    public async Task A_language_version_that_is_too_low_is_named()
    {
        var compilation = Sources.CompileAs("Old", LanguageVersion.CSharp11, Event).WithAnalyzers([new LanguageVersionAnalyzer()]);

        var found = Assert.Single(await compilation.GetAnalyzerDiagnosticsAsync());

        Assert.Equal("GQ0001", found.Id);
        Assert.Contains("need C# 12.0, but it is compiled as C# 11.0", found.GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_generated_for_a_language_version_that_is_too_low() => Assert.Empty(GeneratorRun.OfBroken(Sources.CompileAs(
        "Old", LanguageVersion.CSharp11, Event + "[GoQueueCatalog] public static partial class All; public partial record Part([property: Sensitive] string A);")).Files);

    [Theory]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.CSharp13)]
    [InlineData(LanguageVersion.Preview)]
    public async Task The_lowest_supported_language_version_compiles(LanguageVersion version)
    {
        var run = GeneratorRun.Of(Sources.CompileAs("New", version, Event));
        Assert.Empty(await run.Output.WithAnalyzers([new LanguageVersionAnalyzer()]).GetAnalyzerDiagnosticsAsync());
    }
}
