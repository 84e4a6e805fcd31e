using System.Reflection;

namespace GoQueue.Documentation.Tests;

/// <summary>Where the pages are.</summary>
internal static class Repository
{
    public static string Root { get; } = Read("RepositoryRoot");

    /// <summary>The folder of the generators that come with .NET.</summary>
    public static string FrameworkGenerators { get; } = Read("FrameworkGenerators");

    /// <summary>All pages for users and contributors, as paths from the root with <c>/</c>.</summary>
    public static IReadOnlyList<string> Pages { get; } =
    [
        .. Directory.EnumerateFiles(Root, "*.md")
            .Concat(Directory.EnumerateFiles(System.IO.Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Select(static path => System.IO.Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    public static bool IsRule(string page) => page.StartsWith("docs/rules/GQ", StringComparison.Ordinal);

    private static string Read(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(fact => fact.Key == key).Value!;
}
