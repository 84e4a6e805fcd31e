using GoQueue.PackageTests.Harness;
using Xunit;

namespace GoQueue.PackageTests.Consumers;

public sealed class DiagnosticTests(PackedFeed feed)
{
    [Fact]
    public async Task Contracts_see_what_is_wrong_with_their_events()
    {
        var solution = feed.Copy("Broken.Contracts");

        var result = (await solution.DotnetAsync("build", "Broken.Contracts")).Failed();

        Assert.Contains("Events.cs(6,22): error GQ1001: The event 'UserCreated' is not partial", result.Output, StringComparison.Ordinal);
        Assert.Contains("error GQ1007: The version of 'UserRenamed'", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_application_sees_what_is_wrong_with_its_own_events_though_it_names_only_Core()
    {
        var solution = feed.Copy("Shop.Contracts", "Broken.App");

        var result = (await solution.DotnetAsync("build", "Broken.App")).Failed();

        Assert.Contains("error GQ1005: The action of 'AnyUser'", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_generator_that_arrives_twice_is_named()
    {
        var solution = feed.Copy("Twice");
        var second = Path.Combine(Repository.Root, "src/GoQueue.Generators/bin/Release/netstandard2.0/GoQueue.Generators.dll");

        var result = (await solution.DotnetAsync("build", "Twice", $"-p:SecondGenerator={second}")).Failed();

        Assert.Contains("error GOQUEUE0001: The GoQueue generator is referenced 2 times", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("CS0101", result.Output, StringComparison.Ordinal);
    }
}
