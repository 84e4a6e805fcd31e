using System.IO.Compression;
using Xunit;

namespace GoQueue.Generators.Tests.Contracts;

/// <summary>What the command line says of inputs that it cannot use: one sentence with the place and the cure, and an exit code.</summary>
public sealed class ToolInputTests : IDisposable
{
    private const string One = """[GoQueue.GoQueueEvent("users", "user.created", "1.0")] public sealed partial record One(System.Guid UserId, string Name);""";

    private readonly ToolFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("future.txt", "# GoQueue contracts, format 9. x\n", "Line 1 of future.txt has the format '9', and this version reads format 1: take the last committed version of the file, and accept again.")]
    [InlineData("other.txt", "{}", "Line 1 of other.txt does not begin with '# GoQueue contracts, format': take the last committed version of the file, and accept again.")]
    [InlineData("merge.txt", "# GoQueue contracts, format 1. x\n\nevent a/b 1.0\n<<<<<<< HEAD\n  .x int required\n", "Line 4 of merge.txt is a conflict marker of git: take the last committed version of the file, and accept again.")]
    [InlineData("hand.txt", "# GoQueue contracts, format 1. x\n\nevent a/b 1.0\n  .x int maybe\n", "Line 4 of hand.txt is not a line of a contract: take the last committed version of the file, and accept again.")]
    [InlineData("twice.txt", "# GoQueue contracts, format 1. x\nevent a/b 1.0\nevent a/b 1.2\n", "Line 3 of twice.txt names a/b 1.x a second time: take the last committed version of the file, and accept again.")]
    [InlineData("text.dll", "MZ and nothing else", "text.dll is not a .NET assembly")]
    [InlineData("empty.dll", "", "empty.dll is not a .NET assembly")]
    [InlineData("text.nupkg", "PK and nothing else", "text.nupkg is not a package: ")]
    [InlineData("missing.txt", null, "missing.txt does not exist.")]
    public void A_file_that_cannot_be_read_is_one_sentence(string name, string? content, string sentence)
    {
        if (content is not null)
        {
            _folder.Write(name, content);
        }

        IsOneSentence(2, sentence, _folder.Tool("list", name));
    }

    [Fact]
    public void Two_assemblies_or_projects_with_one_event_are_one_sentence()
    {
        var assembly = _folder.Emit("one", One);
        using (var package = ZipFile.Open(_folder.PathOf("two.nupkg"), ZipArchiveMode.Create))
        {
            package.CreateEntryFromFile(assembly, "lib/net10.0/one.dll");
        }

        Assert.Equal(0, _folder.Tool("list", "two.nupkg").ExitCode);
        _folder.Write("a/GoQueue.contracts.txt", ContractProject.Accept(One));
        _folder.Write("b/GoQueue.contracts.txt", ContractProject.Accept(One));

        IsOneSentence(2, "an event is declared in one place; give one of the two another action.", _folder.Tool("list"));
        IsOneSentence(1, "error GQ6010: users/user.created 1.0 differs between the target frameworks of the project: give it one shape.", _folder.Tool("accept", assembly, _folder.Emit("other", One.Replace("string Name", "int Name", StringComparison.Ordinal))));
        IsOneSentence(
            1, "error GQ6010: users/user.deleted 1.0 is not declared for all target frameworks of the project, which share one contract file: declare it for all of them.",
            _folder.Tool("accept", assembly, _folder.Emit("more", One + """[GoQueue.GoQueueEvent("users", "user.deleted", "1.0")] public sealed partial record Two(int X);""")));
        Assert.False(File.Exists(_folder.PathOf("GoQueue.contracts.txt")));
    }

    [Fact]
    public void Nothing_to_look_at_is_never_a_success()
    {
        var none = _folder.Emit("none", "public sealed class Nothing;");

        IsOneSentence(3, "There is no GoQueue.contracts.txt in .: accept the events first, or name another path.", _folder.Tool("list"));
        IsOneSentence(3, "There is no GoQueue.contracts.txt in .", _folder.Tool("release"));
        IsOneSentence(3, "none.dll carries no contracts: set GoQueueContracts to true in its project, and build it again.", _folder.Tool("list", "none.dll"));
        IsOneSentence(2, "none.dll carries no contracts: set GoQueueContracts to true in the project, and build it again.", _folder.Tool("accept", none));
        Assert.False(File.Exists(_folder.PathOf("GoQueue.contracts.txt")));
        IsOneSentence(2, "There is not exactly one project in this folder: name the assembly.", _folder.Tool("accept"));
        _folder.Write("Shop.Events.csproj", "<Project />");
        IsOneSentence(2, "Shop.Events.dll was not found below bin: build the project first, or name the assembly.", _folder.Tool("accept"));
        _folder.Write("GoQueue.contracts.txt", ContractProject.FirstLine);
        IsOneSentence(3, "There is no event.", _folder.Tool("list"));
        IsOneSentence(3, "There is no event 'a/b': 'dotnet goqueue list' shows their names.", _folder.Tool("verify", "a/b", "-"));
    }

    [Fact]
    public void Wrong_usage_has_an_exit_code_of_its_own()
    {
        _folder.Write("GoQueue.contracts.txt", ContractProject.Accept(One));

        Assert.Equal(2, _folder.Tool("check").ExitCode);
        Assert.Equal(2, _folder.Tool("accept", "--compatibility", "backward").ExitCode);
        IsOneSentence(2, "'svn:1' is not git:REF, package:ID@VERSION or file:PATH.", _folder.Tool("check", "--against", "svn:1"));
        IsOneSentence(2, "is not in a git repository: compare with package:ID@VERSION or file:PATH instead.", _folder.Tool("check", "--against", "git:main"));
        IsOneSentence(2, "'Shop.Events@*' is not a package with an exact version, such as Shop.Events@1.4.0.", _folder.Tool("check", "--against", "package:Shop.Events@*"));
    }

    private static void IsOneSentence(int exitCode, string sentence, (int ExitCode, string Output) found)
    {
        Assert.Contains(sentence, found.Output, StringComparison.Ordinal);
        Assert.Single(found.Output.TrimEnd('\n').Split('\n'));
        Assert.Equal(exitCode, found.ExitCode);
    }
}
