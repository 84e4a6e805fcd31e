namespace GoQueue.Generators.Tests.Matrix;

/// <summary>The cells that are run: every type with every attribute that fits it, and every pair of values of all axes.</summary>
internal static class CellMatrix
{
    private const int Least = 600;

    private static readonly Lazy<(IReadOnlyList<Cell> Cells, IReadOnlySet<string> Possible)> s_all = new(Build);

    public static IReadOnlyList<Cell> Cells => s_all.Value.Cells;

    /// <summary>The pairs that some possible cell has.</summary>
    public static IReadOnlySet<string> PossiblePairs => s_all.Value.Possible;

    private static (IReadOnlyList<Cell>, IReadOnlySet<string>) Build()
    {
        var possible = new HashSet<string>(StringComparer.Ordinal);
        var covered = new HashSet<string>(StringComparer.Ordinal);
        var cells = new List<Cell>();
        var left = new List<Cell>();
        foreach (var type in MemberTypes.All)
        {
            foreach (var attribute in MemberAttributeTable.All)
            {
                var candidates = Candidates(type, attribute).ToList();
                candidates.ForEach(candidate => possible.UnionWith(candidate.Pairs));
                if (Best(candidates, covered, cells.Count) is { } best)
                {
                    Take(best);
                    left.AddRange(candidates.Where(candidate => candidate != best));
                }
            }
        }

        // What the first round left open, then different cells until there are enough.
        foreach (var pair in possible.Order(StringComparer.Ordinal))
        {
            if (!covered.Contains(pair))
            {
                Take(Best(left.FindAll(cell => cell.Pairs.Contains(pair)), covered, cells.Count)!);
            }
        }

        for (var i = 0; cells.Count < Least; i += 97)
        {
            Take(left[i % left.Count]);
        }

        return (cells.Distinct().ToList(), possible);

        void Take(Cell cell)
        {
            cells.Add(cell);
            covered.UnionWith(cell.Pairs);
        }
    }

    private static IEnumerable<Cell> Candidates(MemberType type, MemberAttribute attribute) =>
        from shape in Enum.GetValues<EventShape>()
        from target in Enum.GetValues<AttributeTarget>()
        from context in Enum.GetValues<NullableContext>()
        from access in Enum.GetValues<EventAccess>()
        let cell = new Cell(type, attribute, shape, target, context, access)
        where cell.IsPossible
        select cell;

    /// <summary>The cell with the most pairs that are not covered; ties are broken by turn, so that no value of an axis is preferred.</summary>
    private static Cell? Best(List<Cell> candidates, HashSet<string> covered, int turn)
    {
        Cell? best = null;
        var most = -1;
        for (var i = 0; i < candidates.Count; i++)
        {
            var candidate = candidates[(i + (turn * 31)) % candidates.Count];
            var gain = candidate.Pairs.Count(pair => !covered.Contains(pair));
            if (gain > most)
            {
                (best, most) = (candidate, gain);
            }
        }

        return best;
    }
}
