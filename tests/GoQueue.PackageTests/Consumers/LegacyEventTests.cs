using GoQueue.PackageTests.Harness;
using Xunit;

namespace GoQueue.PackageTests.Consumers;

/// <summary>An event assembly that was compiled with the packages of 0.1; <c>Projects/Legacy.Events/build.sh</c> has made it.</summary>
public sealed class LegacyEventTests(PackedFeed feed)
{
    [Fact]
    public async Task Events_of_an_assembly_built_with_0_1_are_published_alone_and_in_batches()
    {
        var solution = feed.Copy("Legacy.Events", "Legacy.App");
        (await solution.DotnetAsync("build", "Legacy.App")).Succeeded();

        var result = (await solution.RunAsync("Legacy.App/bin/Debug/net10.0/Legacy.App.dll")).Succeeded();

        Assert.Contains("users: called@example.com typed@example.com untyped@example.com untyped@example.com", result.Output, StringComparison.Ordinal);
        Assert.Contains("moves: Berlin Bern Bonn Basel Biel", result.Output, StringComparison.Ordinal);
        Assert.Contains("invalid: Email", result.Output, StringComparison.Ordinal);
    }
}
