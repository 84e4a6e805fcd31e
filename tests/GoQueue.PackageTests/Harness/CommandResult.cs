namespace GoQueue.PackageTests.Harness;

/// <summary>What a command has said, standard error included, and how it ended.</summary>
public sealed record CommandResult(string Command, int ExitCode, string Output)
{
    /// <summary>The result of a command that must succeed.</summary>
    public CommandResult Succeeded() => ExitCode == 0
        ? this
        : throw new InvalidOperationException($"'{Command}' ended with {ExitCode}:\n{Output}");

    /// <summary>The result of a command that must fail.</summary>
    public CommandResult Failed() => ExitCode != 0
        ? this
        : throw new InvalidOperationException($"'{Command}' should have failed and said:\n{Output}");
}
