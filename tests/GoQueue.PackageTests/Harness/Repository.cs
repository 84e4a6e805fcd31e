using System.Reflection;

namespace GoQueue.PackageTests.Harness;

/// <summary>Facts that the build has written into this assembly.</summary>
internal static class Repository
{
    public static string Root { get; } = Read("RepositoryRoot");

    /// <summary>Where links of packages and symbols lead.</summary>
    public static string Url { get; } = Read("RepositoryUrl");

    /// <summary>
    /// The version of this run's packages, and of no others: somebody who has packed the repository for himself has its plain version in his package folder, and NuGet would take that.
    /// </summary>
    public static string Version { get; } = $"{Read("Version")}-packed.{DateTime.UtcNow:yyyyMMddHHmmss}.{Environment.ProcessId}";

    /// <summary>The packages, in the order in which they depend on each other.</summary>
    public static IReadOnlyList<string> Packages { get; } = ["GoQueue.Abstractions", "GoQueue.Core", "GoQueue.Outbox", "GoQueue.Outbox.PostgreSql", "GoQueue.Outbox.Sqlite", "GoQueue.Testing"];

    /// <summary>The packages that a project references for its build alone, or calls as programs.</summary>
    public static IReadOnlyList<string> Tools { get; } = ["GoQueue.Contracts.Build", "GoQueue.Tool"];

    private static string Read(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(fact => fact.Key == key).Value!;
}
