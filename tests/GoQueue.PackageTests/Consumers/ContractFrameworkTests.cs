using GoQueue.PackageTests.Harness;
using Xunit;

namespace GoQueue.PackageTests.Consumers;

/// <summary>One contract file for several target frameworks, several names in one property, and the packed tool.</summary>
public sealed class ContractFrameworkTests(PackedFeed feed)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Target_frameworks_share_one_file_and_must_have_one_shape()
    {
        var solution = feed.Copy("Evolving");
        var file = Path.Combine(solution.Folder, "Evolving", "sub", "c.txt");
        var source = Path.Combine(solution.Folder, "Evolving", "Event.cs");
        var project = Path.Combine(solution.Folder, "Evolving", "Evolving.csproj");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await ReplaceAsync(project, "<TargetFramework>net10.0</TargetFramework>", "<TargetFrameworks>net10.0;net10.0-windows</TargetFrameworks><EnableWindowsTargeting>true</EnableWindowsTargeting><GoQueueContractsFile>sub/c.txt</GoQueueContractsFile>");
        await ReplaceAsync(source, "string Name", "string Name, int X");
        await File.AppendAllTextAsync(source, "\n[GoQueueEvent(\"users\", \"user.deleted\", \"1.0\")]\npublic sealed partial record UserDeleted(Guid UserId);\n", Token);

        Assert.Contains("2 events added", (await solution.DotnetAsync("build", "Evolving", "-p:GoQueueContracts=accept", "-v:m")).Succeeded().Output, StringComparison.Ordinal);
        var accepted = await File.ReadAllTextAsync(file, Token);
        await File.WriteAllTextAsync(file, accepted.Replace(" draft", "", StringComparison.Ordinal), Token);
        Assert.DoesNotContain("GQ6", (await solution.DotnetAsync("build", "Evolving", "--no-restore")).Succeeded().Output, StringComparison.Ordinal);

        // Both are broken, and both are named: a semicolon ends a property on the command line, %3B does not.
        await ReplaceAsync(source, "Guid UserId", "int UserId");
        (await solution.DotnetAsync("build", "Evolving", "--no-restore", "-p:GoQueueContracts=accept", "-p:GoQueueContractsBreaking=users/user.created")).Failed();
        (await solution.DotnetAsync("build", "Evolving", "--no-restore", "-p:GoQueueContracts=accept", "-p:GoQueueContractsBreaking=users/user.created;users/user.deleted")).Failed();
        (await solution.DotnetAsync("build", "Evolving", "--no-restore", "-p:GoQueueContracts=accept", "-p:GoQueueContractsBreaking=users/user.created%3Busers/user.deleted")).Succeeded();
        Assert.Equal(2, (await File.ReadAllTextAsync(file, Token)).Split(".userId            int      required").Length - 1);

        accepted = await File.ReadAllTextAsync(file, Token);
        await ReplaceAsync(source, "int X", "\n#if WINDOWS\nint X\n#else\nlong X\n#endif\n");
        Assert.Contains(
            "error GQ6010: users/user.created 1.0 differs between the target frameworks of the project: give it one shape.",
            (await solution.DotnetAsync("build", "Evolving", "--no-restore", "-p:GoQueueContracts=accept")).Failed().Output, StringComparison.Ordinal);
        Assert.Equal(accepted, await File.ReadAllTextAsync(file, Token));

        // A conflict of git is an error with its line, and accepting does not guess.
        await File.WriteAllTextAsync(file, accepted.Replace("event users/user.deleted", "<<<<<<< HEAD\nevent users/user.deleted", StringComparison.Ordinal), Token);
        Assert.Contains("error GQ6009: Line ", (await solution.DotnetAsync("build", "Evolving", "--no-restore", "-p:GoQueueContracts=accept")).Failed().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_packed_tool_compares_with_a_package_of_the_feed()
    {
        var solution = feed.Copy("Evolving");
        var source = Path.Combine(solution.Folder, "Evolving", "Event.cs");
        (await solution.DotnetAsync("pack", "Evolving", "-p:PackageId=Shop.Evolving", "-p:Version=1.0.0", "-p:GoQueueContracts=true", "-p:NoWarn=NU5104", "-o", feed.Feed)).Succeeded();
        await ReplaceAsync(source, "string Name", "string? Name");
        (await solution.DotnetAsync("build", "Evolving", "--no-restore", "-p:GoQueueContracts=accept")).Succeeded();
        (await feed.DotnetAsync(solution.Folder, "tool", "install", "GoQueue.Tool", "--tool-path", "tools", "--version", solution.Version)).Succeeded();

        var check = (await solution.RunAsync("tools/dotnet-goqueue", ["check", "--against", "package:Shop.Evolving@1.0.0"])).Failed();
        Assert.Equal(1, check.ExitCode);
        Assert.Contains("BREAKING    '.name' was string and is string?", check.Output, StringComparison.Ordinal);

        var none = await solution.RunAsync("tools/dotnet-goqueue", ["check", "--against", "package:GoQueue.Abstractions@" + solution.Version]);
        Assert.Equal(3, none.ExitCode);
        Assert.Contains("carries no contracts: set GoQueueContracts to true in its project, and build it again.", none.Output, StringComparison.Ordinal);

        var missing = await solution.RunAsync("tools/dotnet-goqueue", ["check", "--against", "package:Shop.Evolving@9.9.9"]);
        Assert.Equal(2, missing.ExitCode);
        Assert.Contains("The package Shop.Evolving 9.9.9 cannot be restored: ", missing.Output, StringComparison.Ordinal);
    }

    private static async Task ReplaceAsync(string path, string text, string replacement)
    {
        var before = await File.ReadAllTextAsync(path, Token);
        var after = before.Replace(text, replacement, StringComparison.Ordinal);
        Assert.NotEqual(before, after);
        await File.WriteAllTextAsync(path, after, Token);
    }
}
