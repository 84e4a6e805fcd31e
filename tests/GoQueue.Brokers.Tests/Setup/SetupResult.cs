namespace GoQueue.Brokers.Tests.Setup;

/// <summary>How a program ended, and what it printed.</summary>
internal sealed record SetupResult(int ExitCode, string Output, string Errors);
