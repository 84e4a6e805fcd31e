using System.Reflection;

namespace GoQueue.Documentation.Tests;

/// <summary>Where the pages are.</summary>
internal static class Repository
{
    public static string Root { get; } = Read("RepositoryRoot");

    /// <summary>The folder of the generators that come with .NET.</summary>
    public static string FrameworkGenerators { get; } = Read("FrameworkGenerators");

    // Written at the same time as these tests: their snippets name things that no set-up declares yet. Each gets a file in Setups and leaves this list.
    private static readonly string[] s_withoutSetup = ["docs/middleware.md", "docs/telemetry.md", "docs/rules/GQ5"];

    /// <summary>All pages for users and contributors, as paths from the root with <c>/</c>.</summary>
    public static IReadOnlyList<string> Pages { get; } =
    [
        .. Directory.EnumerateFiles(Root, "*.md")
            .Concat(Directory.EnumerateFiles(System.IO.Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Select(static path => System.IO.Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(static page => !s_withoutSetup.Any(start => page.StartsWith(start, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal),
    ];

    public static bool IsRule(string page) => page.StartsWith("docs/rules/GQ", StringComparison.Ordinal);

    private static string Read(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(fact => fact.Key == key).Value!;
}
