using GoQueue.PackageTests.Harness;
using Xunit;

namespace GoQueue.PackageTests.Consumers;

/// <summary>Projects of a framework or language that the packages are not for.</summary>
public sealed class ProjectKindTests(PackedFeed feed)
{
    [Theory]
    [InlineData("netstandard2.0")]
    [InlineData("net8.0")]
    public async Task NuGet_refuses_a_project_of_another_framework(string framework)
    {
        var result = (await feed.Copy("Old.Contracts").DotnetAsync("restore", "Old.Contracts", $"-p:TargetFramework={framework}")).Failed();

        Assert.Contains($"error NU1202: Package GoQueue.Abstractions {Repository.Version} is not compatible with {framework}", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_framework_that_NuGet_was_told_to_accept_is_refused_by_the_build()
    {
        var solution = feed.Copy("Old.Contracts");

        var result = (await solution.DotnetAsync("build", "Old.Contracts", "-p:TargetFramework=netstandard2.0", "-p:AssetTargetFallback=net10.0")).Failed();

        Assert.Contains(
            "error GOQUEUE0002: GoQueue.Abstractions needs .NET 10, and the project 'Old.Contracts' targets 'netstandard2.0': set TargetFramework to net10.0, or remove the package reference.",
            result.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Contracts_of_an_older_framework_are_mapped_by_events_beside_them()
    {
        var solution = feed.Copy("Old.Shared", "Old.Shared.Events");
        (await solution.DotnetAsync("build", "Old.Shared.Events")).Succeeded();

        var result = (await solution.RunAsync("Old.Shared.Events/bin/Debug/net10.0/Old.Shared.Events.dll")).Succeeded();

        Assert.Contains("""{"number":17,"total":42.5} {"order":{"number":17,"total":42.5}}""", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Basic.Contracts")]
    [InlineData("Sharp.Contracts")]
    public async Task A_project_in_another_language_builds_with_a_warning(string project)
    {
        var result = (await feed.Copy(project).DotnetAsync("build", project)).Succeeded();

        Assert.Contains($"warning GOQUEUE0003: The project '{project}' is not a C# project: events that it declares get no publisher", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_warning_about_another_language_can_be_turned_off()
    {
        var result = (await feed.Copy("Basic.Contracts").DotnetAsync("build", "Basic.Contracts", "-p:NoWarn=GOQUEUE0003")).Succeeded();

        Assert.DoesNotContain("GOQUEUE0003", result.Output, StringComparison.Ordinal);
    }
}
