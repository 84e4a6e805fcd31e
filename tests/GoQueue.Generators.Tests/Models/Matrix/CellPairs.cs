namespace GoQueue.Generators.Tests.Models.Matrix;

/// <summary>Numbers the pairs of values of two axes, in the order of <see cref="Cell.Pairs"/>.</summary>
internal sealed class CellPairs
{
    private readonly Dictionary<string, int> _types = MemberTypes.All.Select(static (type, i) => (type.Name, i)).ToDictionary(static entry => entry.Name, static entry => entry.i);
    private readonly Dictionary<string, int> _attributes =
        MemberAttributeTable.All.Select(static (attribute, i) => (attribute.Code, i)).ToDictionary(static entry => entry.Code, static entry => entry.i);

    public int[] IndexesOf(Cell cell)
    {
        // Below 1,000 values per axis; the pair of axes is the leading digits.
        ReadOnlySpan<int> values = [_types[cell.Type.Name], _attributes[cell.Attribute.Code], (int)cell.Shape, (int)cell.Target, (int)cell.Context, (int)cell.Access];
        var pairs = new int[15];
        var next = 0;
        for (var i = 0; i < values.Length; i++)
        {
            for (var j = i + 1; j < values.Length; j++)
            {
                pairs[next] = (((next * 1000) + values[i]) * 1000) + values[j];
                next++;
            }
        }

        return pairs;
    }
}
