using Xunit;

namespace GoQueue.Documentation.Tests;

/// <summary>
/// The public API of 0.1 against that of today: each line that was removed or changed is in the changelog and in docs/upgrading.md. The
/// baselines are copies of the files of 0.1.
/// </summary>
public sealed class UpgradingTests
{
    public static TheoryData<string> Packages { get; } = ["GoQueue.Abstractions", "GoQueue.Core", "GoQueue.Testing"];

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_baseline_is_not_cut_off(string package) => Assert.InRange(Baseline(package).Count, 50, 10_000);

    [Theory]
    [MemberData(nameof(Packages))]
    public void Each_removed_or_changed_line_is_in_the_changelog(string package)
    {
        // What it took away is what counts, not that the word stands somewhere.
        var bullets = Bullets(File.ReadAllText(Path("CHANGELOG.md")));

        Assert.DoesNotContain(Broken(package), broken => !bullets.Exists(bullet => Names(bullet, broken)));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Each_removed_or_changed_line_has_its_cure(string package)
    {
        var rows = File.ReadAllLines(Path("docs", "upgrading.md")).Where(static line => line.StartsWith("| ", StringComparison.Ordinal)).ToList();

        Assert.DoesNotContain(Broken(package), broken => !rows.Exists(row => Names(row, broken)));
    }

    [Fact]
    public void A_removed_line_without_a_word_is_found()
    {
        var bullets = Bullets("# Changelog\n\n## [Unreleased]\n\n### Changed\n- `Other.Member` differs.\n### Added\n- `Gone.Member` is new.\n");

        Assert.DoesNotContain(bullets, static bullet => Names(bullet, "GoQueue.Gone.Member.get -> int"));
        Assert.Contains(bullets, static bullet => Names(bullet, "static GoQueue.Other.Member(int value) -> void"));
    }

    private static IEnumerable<string> Broken(string package) => Baseline(package).Except(Declared(package), StringComparer.Ordinal);

    private static HashSet<string> Baseline(string package) => Lines(Path("eng", "baseline", $"{package}.txt"));

    private static HashSet<string> Declared(string package) =>
        [.. Lines(Path("src", package, "PublicAPI.Shipped.txt")), .. Lines(Path("src", package, "PublicAPI.Unshipped.txt"))];

    private static HashSet<string> Lines(string path) =>
        [.. File.ReadLines(path).Where(static line => line.Length > 0 && !line.StartsWith('#'))];

    // The bullets of the newest version, under Changed and Removed.
    private static List<string> Bullets(string changelog) =>
    [
        .. changelog.Split("\n## ")[1].Split("\n### ")
            .Where(static section => section.StartsWith("Changed", StringComparison.Ordinal) || section.StartsWith("Removed", StringComparison.Ordinal))
            .SelectMany(static section => section.Split("\n- ").Skip(1)),
    ];

    // Type and member, each as a word of its own.
    private static bool Names(string text, string line)
    {
        var signature = line.Split(" -> ")[0].Split('(')[0];
        var names = signature[(signature.LastIndexOf(' ') + 1)..].Split('<')[0].Split('.').ToList();
        if (names[^1] is "get" or "set" or "init")
        {
            names.RemoveAt(names.Count - 1);
        }

        return names.TakeLast(2).All(name => System.Text.RegularExpressions.Regex.IsMatch(text, $@"\b{name}\b"));
    }

    private static string Path(params string[] parts) => System.IO.Path.Combine([Repository.Root, .. parts]);
}
