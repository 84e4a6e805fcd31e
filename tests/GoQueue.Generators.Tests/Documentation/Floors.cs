using System.Text.RegularExpressions;
using GoQueue.Generators.Tests.Harness;
using Xunit;

namespace GoQueue.Generators.Tests.Documentation;

/// <summary>
/// One ordered list of rooms of ARCHITECTURE.md: a room uses itself and rooms of earlier lines. The list has an order and nothing else, so that a
/// single pair of rooms cannot be allowed.
/// </summary>
internal sealed partial class Floors
{
    /// <summary>The name of the folder itself, as a room.</summary>
    public const string Itself = ".";

    private readonly Dictionary<string, int> _ranks = new(StringComparer.Ordinal);

    private Floors(string folder, IReadOnlyList<Floor> lines)
    {
        Folder = folder;
        Lines = lines;
        for (var i = 0; i < lines.Count; i++)
        {
            foreach (var room in lines[i].Rooms)
            {
                _ranks.Add(room, i);
            }
        }
    }

    /// <summary>The folder that has the rooms, from the repository's root.</summary>
    public string Folder { get; }

    public IReadOnlyList<Floor> Lines { get; }

    public IEnumerable<string> Rooms => _ranks.Keys;

    public static Floors Read(string folder) => Parse(folder, Repository.Read("ARCHITECTURE.md"));

    public static Floors Parse(string folder, string page)
    {
        var section = Regex.Match(page, $@"^### `{Regex.Escape(folder)}`\n(?<text>.*?)(?=^#|\z)", RegexOptions.Multiline | RegexOptions.Singleline);
        Assert.True(section.Success, $"ARCHITECTURE.md has no list of the rooms of {folder}.");
        var text = section.Groups["text"].Value.Trim();
        List<Floor> lines = [];
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var found = LinePattern().Match(line);
            Assert.True(found.Success && int.Parse(found.Groups["number"].Value, null) == lines.Count + 1, $"The list of {folder} has a line that is no line of rooms: {line}");
            lines.Add(new Floor(Names(found.Groups["rooms"].Value), Names(found.Groups["folders"].Value)));
        }

        return new Floors(folder, lines);
    }

    /// <summary>The room of a file; null = the file is elsewhere.</summary>
    public string? RoomOf(string path)
    {
        var prefix = $"/{Folder}/";
        var start = path.IndexOf(prefix, StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        var rest = path[(start + prefix.Length)..].Split('/');
        return rest.Length == 1 ? Itself : rest[0];
    }

    /// <summary>Its line; later lines may use earlier ones. A room that is not listed may be used by none, and use none.</summary>
    public int RankOf(string room) => _ranks.GetValueOrDefault(room, int.MaxValue);

    public bool MayUse(string user, string used) => user == used || RankOf(used) < RankOf(user);

    private static string[] Names(string text) => [.. NamePattern().Matches(text).Select(name => name.Groups[1].Value)];

    [GeneratedRegex(@"^(?<number>\d+)\. (?<rooms>`[^`]+`(, `[^`]+`)*): [^`]+( Folders: (?<folders>`[^`]+`(, `[^`]+`)*)\.)?$")]
    private static partial Regex LinePattern();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex NamePattern();

    /// <param name="Rooms">The rooms of a line, which do not use each other.</param>
    /// <param name="Folders">The folders in them.</param>
    internal sealed record Floor(string[] Rooms, string[] Folders);
}
