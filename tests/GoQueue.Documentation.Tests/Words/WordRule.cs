using System.Globalization;
using System.Text.RegularExpressions;

namespace GoQueue.Documentation.Tests.Words;

/// <summary>A line of <c>eng/english.txt</c>: a pattern, its hits at the start and its limits now, by <see cref="ProseKind"/>.</summary>
internal sealed record WordRule(IReadOnlyList<int> Start, IReadOnlyList<int> Limit, string Pattern)
{
    private const int Kinds = 3;
    private readonly Regex _regex = new(Pattern, RegexOptions.CultureInvariant);

    /// <summary>Reads a line; one with nothing but a pattern has not been counted yet.</summary>
    public static WordRule Parse(string line)
    {
        string[] cells = line.Split(' ', (2 * Kinds) + 1, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return cells.Length > 2 * Kinds && cells[..(2 * Kinds)].All(static cell => int.TryParse(cell, CultureInfo.InvariantCulture, out _))
            ? new WordRule([.. cells[..Kinds].Select(Number)], [.. cells[Kinds..(2 * Kinds)].Select(Number)], cells[^1])
            : new WordRule([], [], line.Trim());
    }

    /// <summary>The hits in <paramref name="passages"/> by kind.</summary>
    public int[] Count(IEnumerable<Passage> passages)
    {
        var hits = new int[Kinds];
        foreach (Passage passage in passages)
        {
            hits[(int)passage.Kind] += _regex.Count(passage.Text);
        }

        return hits;
    }

    /// <summary>The passages with a hit.</summary>
    public IEnumerable<Passage> Find(IEnumerable<Passage> passages) => passages.Where(passage => _regex.IsMatch(passage.Text));

    /// <summary>A limit only falls: to the present hits, and no further than a tenth of the start.</summary>
    public WordRule Lower(int[] hits) => Start.Count == 0
        ? new WordRule(hits, hits, Pattern)
        : this with { Limit = [.. Limit.Select((limit, kind) => Math.Min(limit, Math.Max(hits[kind], Start[kind] / 10)))] };

    /// <inheritdoc/>
    public override string ToString() => string.Concat(Start.Concat(Limit).Select(static number => string.Create(CultureInfo.InvariantCulture, $"{number,5}"))) + "  " + Pattern;

    private static int Number(string cell) => int.Parse(cell, CultureInfo.InvariantCulture);
}
