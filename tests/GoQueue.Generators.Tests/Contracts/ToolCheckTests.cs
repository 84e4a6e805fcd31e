using Xunit;

namespace GoQueue.Generators.Tests.Contracts;

/// <summary><c>check --against git:REF</c>: what an edit of the file by hand cannot hide.</summary>
public sealed class ToolCheckTests : IDisposable
{
    private const string Head = ContractProject.FirstLine;
    private const string Event = "event users/user.created 1.1\n  .name              string   required\n  -.old              int      (gone since 1.1)\n";

    private readonly ToolFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Event, 0, "0 breaking, 0 risky, 0 compatible in 0 of 1 events")]
    [InlineData("event users/user.created 1.1 draft\n  .name              string   required\n  -.old              int      (gone since 1.1)\n", 1, "the released event is a draft again")]
    [InlineData("event users/user.created 1.1\n  .name              string   required\n", 1, "'.old' is not listed as gone any more")]
    [InlineData("event users/user.created 1.2\n  .name              string   required\n  .old               string   required\n", 1, "'.old' has come back with another type than int")]
    [InlineData("event users/user.created 1.0\n  .name              string   required\n  -.old              int      (gone since 1.1)\n", 1, "the version 1.0 is lower than 1.1")]
    [InlineData("retired event users/user.created 1.1\n", 0, "the event is retired")]
    [InlineData("event users/user.made 1.1\n  .name              string   required\n", 1, "users/user.created has become users/user.made")]
    [InlineData("", 1, "the event is gone without being retired")]
    [InlineData("event users/user.created 1.2\n  .name              string   required\n  .more              int      required\n  -.old              int      (gone since 1.1)\n", 0, "compatible  '.more' (int, required) is new")]
    public void An_edit_by_hand_is_compared_with_the_commit(string edited, int exitCode, string expected)
    {
        _folder.Write("before.txt", Head + Event);
        _folder.Write("after.txt", Head + edited);

        var found = _folder.Tool("diff", "before.txt", "after.txt");

        Assert.Contains(expected, found.Output, StringComparison.Ordinal);
        Assert.Equal(exitCode, found.ExitCode);
    }

    [Fact]
    public void A_shallow_clone_is_one_sentence_with_its_cure()
    {
        _folder.Write("origin/GoQueue.contracts.txt", Head + Event);
        _folder.Commit("one");
        _folder.Run("git", "branch", "release");
        _folder.Write("origin/GoQueue.contracts.txt", Head + Event.Replace("string ", "string?", StringComparison.Ordinal));
        _folder.Commit("two");
        Assert.Equal(0, _folder.Run("git", "clone", "-q", "--depth", "1", "file://" + _folder.Root, "clone").ExitCode);
        File.CreateSymbolicLink(_folder.PathOf("link"), _folder.PathOf("clone", "origin"));

        Assert.Equal(
            (2, "git does not know 'origin/release' here: fetch it, in GitHub Actions with fetch-depth: 0, in GitLab with GIT_DEPTH: \"0\".\n"), _folder.ToolIn("clone", "check", "--against", "git:origin/release"));
        _folder.Run("git", "-C", "clone", "fetch", "-q", "origin", "release:refs/remotes/origin/release");
        foreach (var folder in new[] { "clone", "clone/origin", "link" })
        {
            var found = _folder.ToolIn(folder, "check", "--against", "git:origin/release");

            Assert.Contains("'.name' was string and is string?", found.Output, StringComparison.Ordinal);
            Assert.Equal(1, found.ExitCode);
        }

        Assert.Equal(1, _folder.ToolIn("clone", "check", "origin/GoQueue.contracts.txt", "--against", "git:origin/release").ExitCode);
    }
}
