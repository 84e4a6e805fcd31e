namespace GoQueue.Generators.Tests.Models.Matrix;

/// <summary>
/// The cells that are run: every type with every attribute that fits it, and every pair of values of all axes.
/// </summary>
internal static class CellMatrix
{
    private const int Least = 600;

    private static readonly Lazy<(IReadOnlyList<Cell> Cells, IReadOnlySet<string> Possible)> s_all = new(Build);

    public static IReadOnlyList<Cell> Cells => s_all.Value.Cells;

    /// <summary>The pairs that some possible cell has.</summary>
    public static IReadOnlySet<string> PossiblePairs => s_all.Value.Possible;

    private static (IReadOnlyList<Cell>, IReadOnlySet<string>) Build()
    {
        var pairs = new CellPairs();
        var possible = new Dictionary<int, Candidate>();
        var covered = new HashSet<int>();
        var taken = new List<Candidate>();
        var left = new List<Candidate>();
        foreach (var type in MemberTypes.All)
        {
            foreach (var attribute in MemberAttributeTable.All)
            {
                var candidates = Candidates(type, attribute, pairs);
                foreach (var candidate in candidates)
                {
                    foreach (var pair in candidate.Pairs)
                    {
                        possible.TryAdd(pair, candidate);
                    }
                }

                if (Best(candidates, covered, taken.Count) is { } best)
                {
                    Take(best);
                    left.AddRange(candidates.Where(candidate => candidate != best));
                }
            }
        }

        // What the first round left open, then different cells until there are enough.
        var open = possible.Keys.Where(pair => !covered.Contains(pair)).ToDictionary(static pair => pair, static _ => new List<Candidate>());
        foreach (var candidate in left)
        {
            foreach (var pair in candidate.Pairs)
            {
                if (open.TryGetValue(pair, out var having))
                {
                    having.Add(candidate);
                }
            }
        }

        foreach (var (pair, having) in open.OrderBy(static pair => pair.Key))
        {
            if (!covered.Contains(pair))
            {
                Take(Best(having, covered, taken.Count)!);
            }
        }

        for (var i = 0; taken.Count < Least; i += 97)
        {
            Take(left[i % left.Count]);
        }

        var names = possible.Select(static entry => entry.Value.Cell.Pairs.ElementAt(Array.IndexOf(entry.Value.Pairs, entry.Key)));
        return (taken.Select(static candidate => candidate.Cell).Distinct().ToList(), names.ToHashSet(StringComparer.Ordinal));

        void Take(Candidate candidate)
        {
            taken.Add(candidate);
            covered.UnionWith(candidate.Pairs);
        }
    }

    private static List<Candidate> Candidates(MemberType type, MemberAttribute attribute, CellPairs pairs) => attribute.ValuesFor(type) is null ? [] :
    [
        .. from shape in Enum.GetValues<EventShape>()
           from target in Enum.GetValues<AttributeTarget>()
           from context in Enum.GetValues<NullableContext>()
           from access in Enum.GetValues<EventAccess>()
           let cell = new Cell(type, attribute, shape, target, context, access)
           where cell.IsPossible
           select new Candidate(cell, pairs.IndexesOf(cell)),
    ];

    /// <summary>
    /// The cell with the most pairs that are not covered; ties are broken by turn, so that no value of an axis is
    /// preferred.
    /// </summary>
    private static Candidate? Best(List<Candidate> candidates, HashSet<int> covered, int turn)
    {
        Candidate? best = null;
        var most = -1;
        for (var i = 0; i < candidates.Count; i++)
        {
            var candidate = candidates[(i + (turn * 31)) % candidates.Count];
            var gain = 0;
            foreach (var pair in candidate.Pairs)
            {
                gain += covered.Contains(pair) ? 0 : 1;
            }

            if (gain > most)
            {
                (best, most) = (candidate, gain);
            }
        }

        return best;
    }

    /// <param name="Cell">A possible cell.</param>
    /// <param name="Pairs">Its 15 pairs by number, because some 100,000 candidates are compared.</param>
    private sealed record Candidate(Cell Cell, int[] Pairs);
}
