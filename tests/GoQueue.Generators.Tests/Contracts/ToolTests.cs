using System.Text.Json;
using GoQueue.Generators.Tests.Harness;
using Xunit;

namespace GoQueue.Generators.Tests.Contracts;

/// <summary>The command line, as a program. It must agree with the compiler: both write the same bytes.</summary>
public sealed class ToolTests : IDisposable
{
    private const string One = """[GoQueue.GoQueueEvent("users", "user.created", "1.0")] public sealed partial record One(System.Guid UserId, [property: System.ComponentModel.DataAnnotations.StringLength(10)] string Name);""";
    private static readonly string s_two = One.Replace("string Name", "string? Name", StringComparison.Ordinal);
    private static readonly string s_three = One.Replace("string Name", "string Name, int? More", StringComparison.Ordinal).Replace("1.0", "1.1", StringComparison.Ordinal);

    private readonly ToolFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Accept_writes_what_the_compiler_writes_and_a_second_time_nothing_else()
    {
        var assembly = Emit("one", One);

        var first = Tool("accept", assembly);
        var second = Tool("accept", assembly);
        var ofTheBuild = _folder.Run(ToolFolder.ProgramOf("GoQueue.Contracts.Build", "goqueue-build"), "accept", "build.txt", "", "", assembly);

        Assert.Equal((0, "GoQueue.contracts.txt: 1 event added, 0 changed, 0 retired\n"), first);
        Assert.Equal((0, "GoQueue.contracts.txt: 0 events added, 0 changed, 0 retired\n"), second);
        Assert.Equal(0, ofTheBuild.ExitCode);
        Assert.Equal(ContractProject.Accept(One), Read("GoQueue.contracts.txt"));
        Assert.Equal(Read("GoQueue.contracts.txt"), Read("build.txt"));
    }

    [Fact]
    public void A_breaking_change_is_accepted_by_name_only()
    {
        Tool("accept", Emit("one", One));
        Tool("release");
        var file = Read("GoQueue.contracts.txt");
        var two = Emit("two", s_two);

        var refused = Tool("accept", two);

        Assert.Equal(1, refused.ExitCode);
        Assert.StartsWith("error GQ6004: '.name' was string and is string? in users/user.created 1.0: ", refused.Output, StringComparison.Ordinal);
        Assert.Equal(file, Read("GoQueue.contracts.txt"));
        Assert.Equal(0, Tool("accept", two, "--breaking", "users/user.deleted;users/user.created").ExitCode);
        Assert.Contains("string?", Read("GoQueue.contracts.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public void Release_check_finds_drafts()
    {
        Tool("accept", Emit("one", One));

        Assert.Equal((1, "users/user.created 1.0 is a draft\n"), Tool("release", "--check"));
        Assert.Equal((0, "users/user.created 1.0 is released\n"), Tool("release"));
        Assert.Equal((0, ""), Tool("release", "--check"));
        Assert.Equal((0, "users/user.created 1.0\n"), Tool("list"));
    }

    [Fact]
    public void Diff_prints_text_Markdown_and_JSON()
    {
        var (one, two) = (Emit("one", One), Emit("two", s_two));

        var text = Tool("diff", one, two);
        var markdown = Tool("diff", one, two, "--markdown");
        var json = Tool("diff", one, Emit("three", s_three), "--json");

        Assert.Equal(1, text.ExitCode);
        Assert.Equal(
            """
            users/user.created 1.0 → 1.0
              BREAKING    '.name' was string and is string?: a consumer of 1.0 may get null where it never did [null-added]
            1 breaking, 0 risky, 0 compatible in 1 of 1 events

            """.ReplaceLineEndings("\n"),
            text.Output);
        Assert.Contains("| BREAKING | '.name' was string and is string? `null-added` |", markdown.Output, StringComparison.Ordinal);
        Assert.Equal(0, json.ExitCode);
        Assert.Equal("member-added", JsonDocument.Parse(json.Output).RootElement.GetProperty("changed")[0].GetProperty("changes")[0].GetProperty("row").GetString());
    }

    [Fact]
    public void Check_compares_with_a_commit_and_says_how_to_fetch_one_that_is_not_there()
    {
        Tool("accept", Emit("one", One));
        Tool("release");
        _folder.Commit("x");
        Tool("accept", Emit("two", s_two), "--breaking", "users/user.created");

        var against = Tool("check", "--against", "git:main");
        var unknown = Tool("check", "--against", "git:origin/main");

        Assert.Equal(1, against.ExitCode);
        Assert.Contains("BREAKING", against.Output, StringComparison.Ordinal);
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("fetch-depth: 0", unknown.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"userId":"019e2c55-0000-7000-8000-000000000001","name":"Ann"}""", 0, "raw or CloudEvents binary; as users/user.created 1.0 says")]
    [InlineData("""{"id":"x","action":"user.created","topic":"users","data":{"userId":"019e2c55-0000-7000-8000-000000000001","name":"Ann","unknown":1},"timestamp":"x"}""", 0, "envelope; as users/user.created 1.0 says")]
    [InlineData("""{"specversion":"1.0","type":"user.created","source":"/","id":"1","data":{"userId":"019e2c55-0000-7000-8000-000000000001","name":"Ann"}}""", 0, "CloudEvents structured; as users/user.created 1.0 says")]
    [InlineData("""{"id":"x","action":"user.created","topic":"users","data":{"userId":"no","name":"longer than ten"}}""", 1, "envelope; data.name: 15 characters, the contract says 0 to 10")]
    [InlineData("""{"userId":"019e2c55-0000-7000-8000-000000000001"}""", 1, "name: missing, the contract says string, required")]
    [InlineData("""{"userId":"019e2c55-0000-7000-8000-000000000001","name":null}""", 1, "name: null, the contract says string")]
    [InlineData("no json", 1, "the body is not JSON")]
    public void Verify_reads_each_format(string body, int exitCode, string expected)
    {
        Tool("accept", Emit("one", One));
        Write("message.json", body);

        var found = Tool("verify", "users/user.created", "message.json");

        Assert.Equal(exitCode, found.ExitCode);
        Assert.Contains(expected, found.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Outbox_script_prints_what_the_packages_embed()
    {
        var postgres = Tool("outbox", "script", "postgresql", "--publisher", "bill'ing");
        var sqlite = Tool("outbox", "script", "sqlite", "--schema", "own_");
        var wrong = Tool("outbox", "script", "sqlite", "--schema", "x; drop table y");

        Assert.Equal(0, postgres.ExitCode);
        Assert.Equal(Repository.Read("src", "GoQueue.Outbox.PostgreSql", "schema.sql").Replace("{schema}", "goqueue_bill_ing", StringComparison.Ordinal).Replace("{publisher}", "bill''ing", StringComparison.Ordinal), postgres.Output);
        Assert.Equal(Repository.Read("src", "GoQueue.Outbox.Sqlite", "schema.sql").Replace("{prefix}", "own_", StringComparison.Ordinal).Replace("{publisher}", "", StringComparison.Ordinal), sqlite.Output);
        Assert.Equal((2, "The name 'x; drop table y' is not plain: use at most 40 lower-case letters, digits and underscores, a letter first.\n"), wrong);
        Assert.Equal(2, Tool("outbox", "script", "oracle").ExitCode);
    }

    private string Emit(string name, string source) => _folder.Emit(name, source);

    private string Read(string name) => _folder.Read(name);

    private void Write(string name, string text) => _folder.Write(name, text);

    private (int ExitCode, string Output) Tool(params string[] arguments) => _folder.Tool(arguments);
}
