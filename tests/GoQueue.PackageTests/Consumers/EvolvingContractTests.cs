using GoQueue.PackageTests.Harness;
using Xunit;

namespace GoQueue.PackageTests.Consumers;

/// <summary>A project with contracts, from its first build to a change that breaks its consumers.</summary>
public sealed class EvolvingContractTests(PackedFeed feed)
{
    [Fact]
    public async Task A_contract_is_accepted_released_and_kept()
    {
        var solution = feed.Copy("Evolving");
        var file = Path.Combine(solution.Folder, "Evolving", "GoQueue.contracts.txt");
        var source = Path.Combine(solution.Folder, "Evolving", "Event.cs");

        // Off: neither property nor file.
        Assert.DoesNotContain("GQ6", (await solution.DotnetAsync("build", "Evolving")).Succeeded().Output, StringComparison.Ordinal);

        Assert.Contains("warning GQ6002: The event users/user.created 1.0 is not in GoQueue.contracts.txt", (await solution.DotnetAsync("build", "Evolving", "-p:GoQueueContracts=true")).Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("GOQUEUE0005", (await solution.DotnetAsync("build", "Evolving", "-p:GoQueueContracts=accept", "-p:ContinuousIntegrationBuild=true")).Failed().Output, StringComparison.Ordinal);
        Assert.False(File.Exists(file));

        Assert.DoesNotContain("GQ6", (await solution.DotnetAsync("build", "Evolving", "-p:GoQueueContracts=accept")).Succeeded().Output, StringComparison.Ordinal);
        var accepted = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.EndsWith("\nevent users/user.created 1.0 draft\n  .name              string   required\n  .userId            uuid     required\n", accepted, StringComparison.Ordinal);

        // The outer build of a project with several frameworks writes the same bytes.
        (await solution.DotnetAsync("build", "Evolving", "-p:GoQueueContracts=accept", "-p:TargetFramework=", "-p:TargetFrameworks=net10.0")).Succeeded();
        Assert.Equal(accepted, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));

        // The file alone turns the contracts on.
        await File.WriteAllTextAsync(file, accepted.Replace(" draft", "", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("GQ6", (await solution.DotnetAsync("build", "Evolving", "--no-restore")).Succeeded().Output, StringComparison.Ordinal);

        await File.WriteAllTextAsync(source, (await File.ReadAllTextAsync(source, TestContext.Current.CancellationToken)).Replace("string Name", "string? Name", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Assert.Contains("error GQ6004: '.name' was string and is string?", (await solution.DotnetAsync("build", "Evolving", "--no-restore")).Failed().Output, StringComparison.Ordinal);
        Assert.Contains("error GQ6004: '.name' was string and is string?", (await solution.DotnetAsync("build", "Evolving", "--no-restore", "-p:GoQueueContracts=accept")).Failed().Output, StringComparison.Ordinal);
        Assert.Equal(accepted.Replace(" draft", "", StringComparison.Ordinal), await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));

        (await solution.DotnetAsync("build", "Evolving", "--no-restore", "-p:GoQueueContracts=accept", "-p:GoQueueContractsBreaking=users/user.created")).Succeeded();
        Assert.Contains("  .name              string?  required\n", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accepting_without_the_package_that_does_it_names_the_package()
    {
        var solution = feed.Copy("Evolving");

        Assert.Contains(
            "error GOQUEUE0004: GoQueueContracts=accept needs the package GoQueue.Contracts.Build",
            (await solution.DotnetAsync("build", "Evolving", "-p:GoQueueContracts=accept", "-p:WithoutContractsBuild=true")).Failed().Output,
            StringComparison.Ordinal);
    }
}
