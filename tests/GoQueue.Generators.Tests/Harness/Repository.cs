using System.Reflection;

namespace GoQueue.Generators.Tests.Harness;

/// <summary>The files of this repository.</summary>
internal static class Repository
{
    private static readonly string s_root = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    public static string PathOf(params string[] parts) => Path.Combine([s_root, .. parts]);

    public static string Read(params string[] parts) => File.ReadAllText(PathOf(parts));
}
