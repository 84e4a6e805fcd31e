namespace GoQueue.Documentation.Tests.Snippets;

/// <summary>What pages take for granted, in <c>Setups/</c>: see the README of this project.</summary>
internal static class SetupFiles
{
    private const string ReferenceEnd = ".reference.cs";

    private static readonly string s_folder = Path.Combine(Repository.Root, "tests/GoQueue.Documentation.Tests/Setups");

    /// <summary>The files of a page and of the folders around it.</summary>
    public static IEnumerable<string> Of(string page) => new[] { "Ambient.cs" }.Concat(Folders(page)).Append($"{Key(page)}.cs")
        .Select(static name => Path.Combine(s_folder, name))
        .Where(File.Exists);

    /// <summary>The usings that every project has.</summary>
    public static string Usings => Path.Combine(s_folder, "Usings.cs");

    /// <summary>Assemblies that a page's project references: <c>{page}.{assembly}.reference.cs</c>.</summary>
    public static IEnumerable<(string Assembly, string File)> References(string page) => Directory.EnumerateFiles(s_folder, $"{Key(page)}.*{ReferenceEnd}")
        .Order(StringComparer.Ordinal)
        .Select(file => (Path.GetFileName(file)[(Key(page).Length + 1)..^ReferenceEnd.Length], file));

    private static IEnumerable<string> Folders(string page)
    {
        // Rules of one range speak of the same code.
        if (Repository.IsRule(page))
        {
            yield return $"docs-rules-{Path.GetFileName(page)[..3]}xxx.cs";
        }

        for (var end = page.IndexOf('/', StringComparison.Ordinal); end >= 0; end = page.IndexOf('/', end + 1))
        {
            yield return $"{Key(page[..end])}.cs";
        }
    }

    private static string Key(string page) => page.Replace('/', '-');
}
