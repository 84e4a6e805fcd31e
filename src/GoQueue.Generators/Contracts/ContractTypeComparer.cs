namespace GoQueue.Generators.Contracts;

/// <summary>Which row a change of a place's type is, and what has changed among the values of its type.</summary>
internal static class ContractTypeComparer
{
    /// <summary>Whether what is inside of both can be compared.</summary>
    public static bool IsSameKind(string was, string now) =>
        was == now || (ContractTypes.IsMap(was) && ContractTypes.IsMap(now)) || (ContractTypes.IsNumberEnum(was) && ContractTypes.IsNumberEnum(now))
        || (ContractTypes.IsTextEnum(was) && ContractTypes.IsTextEnum(now));

    /// <summary>The row of a change from one type to another.</summary>
    public static ContractRow RowOf(ContractNode was, ContractNode now)
    {
        var (before, after) = (was.Type, now.Type);
        if (before == ContractTypes.Opaque || after == ContractTypes.Opaque)
        {
            return ContractTable.OpaqueChanged;
        }

        if (ContractTypes.IsMap(before) && ContractTypes.IsMap(after))
        {
            return ContractTable.MapKeyChanged;
        }

        return (ContractTypes.IsNumber(before), ContractTypes.IsNumber(after), ContractTypes.IsText(before), ContractTypes.IsText(after)) switch
        {
            (true, true, _, _) => NumberRow(before, now),
            (true, _, _, true) => ContractTypes.IsNumberEnum(before) && ContractTypes.IsTextEnum(after) ? ContractTable.EnumNumberToText : ContractTable.NumberToText,
            (_, true, true, _) => ContractTypes.IsTextEnum(before) && ContractTypes.IsNumberEnum(after) ? ContractTable.EnumTextToNumber : ContractTable.TextToNumber,
            (_, _, true, true) => TextRow(before, after),
            _ => ContractTable.KindChanged,
        };
    }

    /// <summary>What has changed among the names of an enum, or the derived types.</summary>
    public static void CompareValues(ContractNode was, ContractNode now, string path, List<ContractChange> changes)
    {
        if (ContractTypes.IsNumberEnum(was.Type))
        {
            CompareNumbers(was, now, path, changes);
        }
        else if (ContractTypes.IsTextEnum(was.Type) || (was.Type == ContractTypes.EnumMap && now.Type == ContractTypes.EnumMap))
        {
            CompareNames(was, now, path, changes);
        }
        else if (was.Discriminator != now.Discriminator)
        {
            changes.Add(new ContractChange(ContractTable.DiscriminatorChanged, path, was.Discriminator ?? "without derived types", now.Discriminator ?? "without derived types"));
        }
        else if (was.Discriminator is not null)
        {
            AddDifference(ContractTable.DerivedAdded, now.Values.Except(was.Values), isNew: true);
            AddDifference(ContractTable.DerivedRemoved, was.Values.Except(now.Values), isNew: false);
        }

        void AddDifference(ContractRow row, IEnumerable<string> values, bool isNew)
        {
            foreach (var value in values)
            {
                changes.Add(new ContractChange(row, $"{path}<{value}>", isNew ? "" : "derived type", isNew ? "derived type" : ""));
            }
        }
    }

    private static ContractRow NumberRow(string before, ContractNode now)
    {
        var after = now.Type;
        if (ContractTypes.IntegerOf(before) is { } was)
        {
            if (ContractTypes.IntegerOf(after) is not { } integer)
            {
                return ContractTable.IntegerToFraction;
            }

            return ContractTypes.Contains(was, integer) ? ContractTable.IntegerNarrowed
                : IsWithin(now, ContractTypes.RangeOf(was)) ? ContractTable.IntegerWidenedInRange
                : ContractTable.IntegerWidened;
        }

        if (ContractTypes.IntegerOf(after) is { } whole)
        {
            return ContractTypes.HoldsExactly(before, whole) ? ContractTable.FractionToInteger : ContractTable.FractionToLargeInteger;
        }

        return (ContractTypes.IsDecimal(before), ContractTypes.IsDecimal(after)) switch
        {
            (true, _) => after == "half" ? ContractTable.FractionNarrowed : ContractTable.FractionWidened,
            (_, true) => ContractTable.BinaryToDecimal,
            _ => ContractTypes.IsWiderBinary(after, before) ? ContractTable.FractionWidened : ContractTable.FractionNarrowed,
        };
    }

    private static bool IsWithin(ContractNode node, (decimal Minimum, decimal Maximum) range)
    {
        var (minimum, maximum) = ContractRuleComparer.RangeOf(node);
        return minimum >= range.Minimum && maximum <= range.Maximum;
    }

    private static ContractRow TextRow(string before, string after) => (before, after) switch
    {
        ("datetime", "datetimeoffset") or ("datetimeoffset", "datetime") => ContractTable.OffsetChanged,
        (ContractTypes.Text, ContractTypes.Enum or ContractTypes.Flags) => ContractTable.EnumClosed,
        (ContractTypes.Text, _) => ContractTable.TextClosed,
        (ContractTypes.Enum or ContractTypes.Flags, ContractTypes.Text) => ContractTable.EnumOpened,

        // One name is among the texts of flags; "A, B" is no name.
        (ContractTypes.Flags, ContractTypes.Enum) => ContractTable.TextClosed,
        (_, ContractTypes.Text) => ContractTable.TextOpened,

        // Every text of the new format is one of the old. Newtonsoft.Json does not read times and empty texts as Uri.
        ("uri", not ("datetime" or "datetimeoffset" or "base64")) or ("timespan", "time") => ContractTable.TextClosed,
        _ => ContractTable.TextFormatChanged,
    };

    private static void CompareNames(ContractNode was, ContractNode now, string path, List<ContractChange> changes)
    {
        var added = now.Values.Except(was.Values).ToList();
        foreach (var name in was.Values.Except(now.Values))
        {
            if (added.Find(other => string.Equals(other, name, StringComparison.OrdinalIgnoreCase)) is { } cased)
            {
                added.Remove(cased);
                changes.Add(new ContractChange(ContractTable.EnumNameCase, path, name, cased));
            }
            else
            {
                changes.Add(new ContractChange(ContractTable.EnumNameRemoved, path, $"with {name}", $"without {name}"));
            }
        }

        foreach (var name in added)
        {
            changes.Add(new ContractChange(ContractTable.EnumNameAdded, path, $"without {name}", $"with {name}"));
        }
    }

    private static void CompareNumbers(ContractNode was, ContractNode now, string path, List<ContractChange> changes)
    {
        var (before, after) = (Numbers(was), Numbers(now));
        foreach (var entry in before)
        {
            if (after.TryGetValue(entry.Key, out var number) && number != entry.Value)
            {
                changes.Add(new ContractChange(ContractTable.NumberEnumRenumbered, path, $"{entry.Value}={entry.Key}", $"{number}={entry.Key}"));
            }
            else if (!after.ContainsKey(entry.Key) && !after.ContainsValue(entry.Value))
            {
                changes.Add(new ContractChange(ContractTable.NumberEnumRemoved, path, $"with {entry.Value}", $"without {entry.Value}"));
            }
        }

        foreach (var entry in after)
        {
            if (!before.ContainsKey(entry.Key) && !before.ContainsValue(entry.Value))
            {
                changes.Add(new ContractChange(ContractTable.NumberEnumAdded, path, $"without {entry.Value}", $"with {entry.Value}"));
            }
        }
    }

    private static SortedDictionary<string, string> Numbers(ContractNode node)
    {
        var numbers = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var value in node.Values)
        {
            var equals = value.IndexOf('=');
            numbers[value.Substring(equals + 1)] = value.Substring(0, Math.Max(equals, 0));
        }

        return numbers;
    }
}
