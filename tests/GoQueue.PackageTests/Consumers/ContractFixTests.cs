using GoQueue.PackageTests.Harness;
using Xunit;

namespace GoQueue.PackageTests.Consumers;

/// <summary>The fixes of contracts, applied by <c>dotnet format</c>, and what they make builds.</summary>
public sealed class ContractFixTests(PackedFeed feed)
{
    private const string Events = """
        using GoQueue;
        using System.Text.Json.Serialization;

        namespace Evolving;

        [GoQueueEvent("users", "user.renamed", "1.0")]
        public sealed partial record UserRenamed(Guid UserId, string Name);

        [GoQueueEvent("users", "user.grown", "1.0")]
        public sealed partial record UserGrown(Guid UserId);

        [GoQueueEvent("users", "user.moved", "1.0")]
        public sealed partial record UserMoved([property: JsonConverter(typeof(JsonStringEnumConverter<Region>))] Region Region);

        [GoQueueEvent("users", "user.billed", "1.0")]
        public sealed partial record UserBilled(decimal Total);

        [GoQueueEvent("users", "user.deleted", "1.0")]
        public sealed partial record UserDeleted(Guid UserId);

        public enum Region { Eu, Us }

        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_fix_is_applied_by_dotnet_format_and_the_result_builds()
    {
        var solution = feed.Copy("Evolving");
        var file = Path.Combine(solution.Folder, "Evolving", "GoQueue.contracts.txt");
        var source = Path.Combine(solution.Folder, "Evolving", "Event.cs");
        await File.WriteAllTextAsync(
            Path.Combine(solution.Folder, "Directory.Build.props"),
            $"<Project><PropertyGroup><GoQueueVersion>{solution.Version}</GoQueueVersion><GoQueueContracts Condition=\"'$(GoQueueContracts)' == ''\">true</GoQueueContracts></PropertyGroup></Project>",
            Token);
        await File.WriteAllTextAsync(source, Events, Token);
        (await solution.DotnetAsync("restore", "Evolving")).Succeeded();

        // GQ6002: accept, which also creates the file.
        (await solution.FormatAsync("Evolving", "GQ6002")).Succeeded();
        var created = await File.ReadAllTextAsync(file, Token);
        Assert.Equal(5, created.Split(" draft\n").Length - 1);
        await File.WriteAllTextAsync(file, created.Replace(" draft", "", StringComparison.Ordinal), Token);

        // GQ6004: give it back its JSON name; copy it as the next major version. The original of the copy is set back by hand.
        await ReplaceAsync(source, "string Name", "string FullName");
        await ReplaceAsync(source, "decimal Total", "string Total");
        (await solution.FormatAsync("Evolving", "GQ6004")).Succeeded();
        var text = await File.ReadAllTextAsync(source, Token);
        Assert.Contains("UserRenamed(Guid UserId, [property: System.Text.Json.Serialization.JsonPropertyName(\"name\")] string FullName);", text, StringComparison.Ordinal);
        Assert.Contains("[GoQueueEvent(\"users\", \"user.billed.v2\", \"2.0\")]\npublic sealed partial record UserBilledV2(string Total);", text, StringComparison.Ordinal);
        Assert.DoesNotContain("UserRenamedV2", text, StringComparison.Ordinal);
        await ReplaceAsync(source, "UserBilled(string Total)", "UserBilled(decimal Total)");

        // GQ6003 and GQ6005: make it 1.1 and accept. What is gone is retired by the same accept.
        await ReplaceAsync(source, "UserGrown(Guid UserId)", "UserGrown(Guid UserId, int? Age)");
        await ReplaceAsync(source, "Eu, Us", "Eu, Us, Asia");
        await ReplaceAsync(source, "[GoQueueEvent(\"users\", \"user.deleted\", \"1.0\")]\npublic sealed partial record UserDeleted(Guid UserId);\n", "");
        var locked = (await solution.DotnetAsync("build", "Evolving", "--no-restore", "-p:GoQueueContracts=locked")).Failed().Output;
        Assert.All(["error GQ6002", "error GQ6003", "error GQ6005", "error GQ6007"], rule => Assert.Contains(rule, locked, StringComparison.Ordinal));
        (await solution.FormatAsync("Evolving", "GQ6003", "GQ6005")).Succeeded();
        text = await File.ReadAllTextAsync(source, Token);
        Assert.Contains("\"user.grown\", \"1.1\"", text, StringComparison.Ordinal);
        Assert.Contains("\"user.moved\", \"1.1\"", text, StringComparison.Ordinal);
        var accepted = await File.ReadAllTextAsync(file, Token);
        Assert.Contains("\nretired event users/user.deleted 1.0\n", accepted, StringComparison.Ordinal);
        Assert.Contains("\nevent users/user.billed.v2 2.0 draft\n", accepted, StringComparison.Ordinal);

        // No GQ1009 or GQ6011 either: the copy has an address and a name of its own.
        Assert.DoesNotContain("GQ", (await solution.DotnetAsync("build", "Evolving", "--no-restore")).Succeeded().Output, StringComparison.Ordinal);

        // The build and the fixes write the same bytes.
        (await solution.DotnetAsync("build", "Evolving", "--no-restore", "-p:GoQueueContracts=accept")).Succeeded();
        Assert.Equal(accepted, await File.ReadAllTextAsync(file, Token));
    }

    private static async Task ReplaceAsync(string path, string text, string replacement)
    {
        var before = await File.ReadAllTextAsync(path, Token);
        var after = before.Replace(text, replacement, StringComparison.Ordinal);
        Assert.NotEqual(before, after);
        await File.WriteAllTextAsync(path, after, Token);
    }
}
