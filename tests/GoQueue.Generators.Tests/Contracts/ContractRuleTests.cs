using GoQueue.Generators.Analyzers.Contracts;
using GoQueue.Generators.Contracts;
using Xunit;

namespace GoQueue.Generators.Tests.Contracts;

/// <summary>What GQ6001 to GQ6012 report.</summary>
[Covers<ContractCheck>]
[Covers<GoQueue.Generators.Analyzers.Contracts.ContractCheck>]
public sealed class ContractRuleTests
{
    private const string File = ContractProject.FirstLine + """
        event users/user.created 1.0
          .email             string   required
          .status            enum     required Active|Gone
          .userId            uuid     required

        """;

    private static string Source(string parameters = "Guid UserId, string Email, Status Status", string version = "1.0", string action = "user.created") => $$"""
        using GoQueue;
        namespace Shop.Events;
        [System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter<Status>))]
        public enum Status { Active, Gone }
        [GoQueueEvent("users", "{{action}}", "{{version}}")]
        public sealed partial record UserCreated({{parameters}});
        """;

    [Fact]
    public async Task Each_rule_of_contracts_is_reported_by_one_of_these_projects()
    {
        string[] rules = ["GQ6001", "GQ6002", "GQ6003", "GQ6004", "GQ6005", "GQ6006", "GQ6007", "GQ6008", "GQ6009", "GQ6010", "GQ6011", "GQ6012"];
        var next = """[GoQueueEvent("users", "user.created", "2.0")] public sealed partial record Next(System.Text.Json.JsonElement Id);""";
        var again = """[GoQueueEvent("users", "user.created", "1.1")] public sealed partial record Again(Guid UserId);""";
        (string Source, string? File)[] projects =
        [
            (Source(), null),
            (Source("Guid UserId, string? Email, Status Status, int X").Replace("Gone }", "Gone, New }", StringComparison.Ordinal) + next + again, File + "\nevent users/user.deleted 1.0\n"),
            (Source(), File.Replace("1.0\n", "1.4\n", StringComparison.Ordinal)),
            (Source(), ContractProject.FirstLine + "retired event users/user.created 1.0\n"),
            (Source(), "no contracts"),
        ];

        var reported = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (source, file) in projects)
        {
            reported.UnionWith((await ContractProject.ReportsOf(source, file)).Select(static found => found.Id));
        }

        Assert.Equal(rules, reported);
    }

    [Fact]
    public async Task An_accepted_event_reports_nothing() => Assert.Empty(await ContractProject.TextsOf(Source(), File));

    [Fact]
    public async Task Without_a_file_the_project_and_each_event_are_reported() => Assert.Equal(
        [
            "GQ6001 Info: This project has contracts and no GoQueue.contracts.txt; accept (dotnet build -p:GoQueueContracts=accept)",
            "GQ6002 Warning: The event users/user.created 1.0 is not in GoQueue.contracts.txt; accept it (dotnet build -p:GoQueueContracts=accept)",
        ],
        await ContractProject.TextsOf(Source(), file: null));

    [Fact]
    public async Task A_build_that_accepts_reports_nothing() => Assert.Empty(await ContractProject.TextsOf(Source(), file: null, mode: "accept"));

    [Fact]
    public async Task A_locked_project_reports_every_difference_as_an_error() =>
        Assert.StartsWith("GQ6003 Error: ", Assert.Single(await ContractProject.TextsOf(Source("Guid UserId, string Email, Status Status, int? X"), File, mode: "locked")), StringComparison.Ordinal);

    [Fact]
    public async Task A_locked_project_without_a_file_is_an_error() => Assert.Equal(
        ["GQ6001 Error", "GQ6002 Error"], (await ContractProject.TextsOf(Source(), file: null, mode: "locked")).Select(static text => text[..12]));

    [Fact]
    public async Task A_compatible_change_names_the_next_version() => Assert.Equal(
        ["GQ6003 Warning: '.nick' (string?, required) is new in users/user.created 1.0: consumers of 1.0 ignore it [member-added]; make it 1.1 and accept (dotnet build -p:GoQueueContracts=accept)"],
        await ContractProject.TextsOf(Source("Guid UserId, string Email, Status Status, string? Nick"), File));

    [Fact]
    public async Task A_new_member_breaks_if_new_consumers_read_old_messages() =>
        Assert.StartsWith("GQ6004 Error: ", Assert.Single(await ContractProject.TextsOf(Source("Guid UserId, string Email, Status Status, string? Nick"), File, compatibility: "full")), StringComparison.Ordinal);

    [Fact]
    public async Task A_change_that_breaks_is_an_error_at_its_member()
    {
        var found = Assert.Single(await ContractProject.ReportsOf(Source("Guid UserId, string? Email, Status Status"), File));

        Assert.Equal("GQ6004", found.Id);
        Assert.Equal("Email", found.Location.SourceTree!.GetText(TestContext.Current.CancellationToken).ToString(found.Location.SourceSpan));
        Assert.Equal(
            "'.email' was string and is string? in users/user.created 1.0: a consumer of 1.0 may get null where it never did [null-added]; keep it, or publish a new major version under another action",
            found.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_member_that_is_gone_is_reported_at_the_name_of_the_event()
    {
        var found = Assert.Single(await ContractProject.ReportsOf(Source("Guid UserId, Status Status"), File));

        Assert.Equal("UserCreated", found.Location.SourceTree!.GetText(TestContext.Current.CancellationToken).ToString(found.Location.SourceSpan));
    }

    [Fact]
    public async Task A_new_name_of_an_enum_is_risky() => Assert.StartsWith(
        "GQ6005 Warning: '.status' was without New and is with New in users/user.created 1.0: a .NET consumer of 1.0 with this enum throws on the new name [enum-name-added]; make it 1.1",
        Assert.Single(await ContractProject.TextsOf(Source().Replace("Gone }", "Gone, New }", StringComparison.Ordinal), File)),
        StringComparison.Ordinal);

    [Fact]
    public async Task A_draft_may_change_freely() =>
        Assert.StartsWith("GQ6003 Warning: ", Assert.Single(await ContractProject.TextsOf(Source("int UserId"), File.Replace("1.0\n", "1.0 draft\n", StringComparison.Ordinal))), StringComparison.Ordinal);

    [Fact]
    public async Task A_version_does_not_go_back() => Assert.Equal(
        ["GQ6006 Error: users/user.created 1.0 has a lower version than GoQueue.contracts.txt lists, 1.4; set it back"],
        await ContractProject.TextsOf(Source(), File.Replace("1.0\n", "1.4\n", StringComparison.Ordinal)));

    [Fact]
    public async Task An_event_that_is_not_in_the_code_is_reported_on_its_line()
    {
        var found = Assert.Single(await ContractProject.ReportsOf(Source(), File + "\nevent users/user.deleted 1.0\n  .userId            uuid     required\n"));

        Assert.Equal("GQ6007", found.Id);
        Assert.Equal(7, found.Location.GetLineSpan().StartLinePosition.Line);
    }

    [Fact]
    public async Task An_event_with_an_error_keeps_its_block() =>
        Assert.Empty(await ContractProject.TextsOf(Source("Guid UserId, nint Broken"), File));

    [Fact]
    public async Task A_retired_event_and_a_removed_member_do_not_come_back()
    {
        Assert.StartsWith("GQ6008 Error: The event users/user.created 1.0 was retired", Assert.Single(await ContractProject.TextsOf(Source(), ContractProject.FirstLine + "retired event users/user.created 1.0\n")), StringComparison.Ordinal);
        Assert.Contains(
            await ContractProject.TextsOf(Source("Guid UserId, string Email, Status Status, int Old"), File.TrimEnd('\n') + "\n  -.old               string   (gone since 1.0)\n"),
            static text => text.StartsWith("GQ6008 Error: '.old' of users/user.created 1.0 was string until 1.0", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<<<<<<< HEAD\n", "GQ6009 Error: Line 6 of GoQueue.contracts.txt is a conflict marker of git; take the last committed version of the file, and accept again")]
    [InlineData("  by hand\n", "GQ6009 Error: Line 6 of GoQueue.contracts.txt is not a line of a contract; take the last committed version of the file, and accept again")]
    public async Task A_file_that_cannot_be_read_is_one_error(string line, string expected) => Assert.Equal([expected], await ContractProject.TextsOf(Source(), File.TrimEnd('\n').Insert(File.IndexOf("  .userId", StringComparison.Ordinal), line)));

    [Fact]
    public async Task Two_versions_of_one_event_have_one_contract()
    {
        var found = await ContractProject.TextsOf(Source() + """[GoQueueEvent("users", "user.created", "1.1")] public sealed partial record Again(Guid UserId, string Email, Status Status);""", File);

        Assert.Equal(2, found.Count(static text => text.StartsWith("GQ6010 Error: ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_new_major_version_at_the_old_address_is_reported()
    {
        var found = await ContractProject.TextsOf(Source() + """[GoQueueEvent("users", "user.created", "2.0")] public sealed partial record Next(Guid Id);""", File);

        Assert.Contains(found, static text => text.StartsWith("GQ6011 Warning: users/user.created 2.0 goes to the exchange and routing key of users/user.created 1.0", StringComparison.Ordinal) && text.EndsWith("such as 'user.created.v2'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_opaque_part_is_named() => Assert.Contains(
        "GQ6012 Info: '.any' of users/user.created 1.0 is opaque to the contract, which does not see its changes; give it a type that the generator reads",
        await ContractProject.TextsOf(Source("Guid UserId, string Email, Status Status, System.Text.Json.JsonElement Any"), File));

    [Fact]
    public async Task An_event_that_moves_to_another_action_is_an_error() =>
        Assert.Contains(await ContractProject.TextsOf(Source(action: "user.made"), File), static text => text.StartsWith("GQ6004 Error: users/user.created has become users/user.made", StringComparison.Ordinal));
}
