using System.Collections;

namespace GoQueue;

/// <summary>Compares values of headers by their content.</summary>
internal static class HeaderValues
{
    // A publish refuses deeper values. A list that holds itself has no end.
    private const int MostLevels = 32;

    public static bool AreEqual(object? one, object? other, int level = 0) => (one, other) switch
    {
        _ when ReferenceEquals(one, other) => true,
        (byte[] bytes, byte[] others) => bytes.AsSpan().SequenceEqual(others),
        (IDictionary or IList, _) when level == MostLevels => false,
        (IDictionary table, IDictionary others) => AreEqualTables(table, others, level + 1),
        (IList list, IList others) => AreEqualLists(list, others, level + 1),
        _ => Equals(one, other),
    };

    private static bool AreEqualTables(IDictionary table, IDictionary others, int level)
    {
        if (table.Count != others.Count)
        {
            return false;
        }

        foreach (DictionaryEntry entry in table)
        {
            if (!others.Contains(entry.Key) || !AreEqual(entry.Value, others[entry.Key], level))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreEqualLists(IList list, IList others, int level)
    {
        if (list.Count != others.Count)
        {
            return false;
        }

        for (var i = 0; i < list.Count; i++)
        {
            if (!AreEqual(list[i], others[i], level))
            {
                return false;
            }
        }

        return true;
    }
}
