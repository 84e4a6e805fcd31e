using GoQueue.PackageTests.Harness;
using Xunit;

namespace GoQueue.PackageTests.Contents;

public sealed class PackingTests(PackedFeed feed)
{
    [Fact]
    public async Task Packing_fails_where_an_analyzer_is_missing()
    {
        var result = (await feed.DotnetAsync(
            Repository.Root,
            "pack", "src/GoQueue.Abstractions", "--no-build", "-c", "Release", "-o", Path.Combine(feed.Scratch, "without-analyzers"), "-p:AnalyzerOutput=bin/nowhere")).Failed();

        Assert.Contains("GoQueue.Abstractions cannot be packed without its analyzers", result.Output, StringComparison.Ordinal);
        Assert.Contains("GoQueue.Generators.CodeFixes.dll", result.Output, StringComparison.Ordinal);
    }
}
