namespace GoQueue.Generators.Contracts;

/// <summary>Compares two contracts of one event: what the old one's consumers meet in the new one's messages.</summary>
internal sealed class ContractComparer
{
    private readonly List<ContractChange> _changes = [];
    private readonly HashSet<(ContractNode, ContractNode)> _seen = [];
    private readonly ContractShape _before;
    private readonly ContractShape _after;

    private ContractComparer(ContractShape before, ContractShape after) => (_before, _after) = (before, after);

    /// <summary>The differences between two blocks; a draft has one at most.</summary>
    /// <exception cref="ContractFormatException">A block cannot be read.</exception>
    public static IReadOnlyList<ContractChange> Compare(ContractBlock before, ContractBlock after)
    {
        var isSameVersion = before.Version == after.Version;
        if (before.HasLinesOf(after))
        {
            return isSameVersion ? [] : [new ContractChange(before.IsDraft ? ContractTable.DraftChanged : ContractTable.VersionChanged, "", before.VersionText, after.VersionText)];
        }

        var changes = Compare(before.Shape, after.Shape, after.Name);
        if (changes.Count > 0 && before.IsDraft)
        {
            return [new ContractChange(ContractTable.DraftChanged, "", "", changes.Count == 1 ? changes[0].What : $"{changes[0].What}, and {changes.Count - 1} more")];
        }

        return changes.Count > 0 || isSameVersion ? changes : [new ContractChange(ContractTable.VersionChanged, "", before.VersionText, after.VersionText)];
    }

    /// <summary>The differences between two shapes.</summary>
    /// <param name="before">The old one.</param>
    /// <param name="after">The new one.</param>
    /// <param name="name">The event's name, which tells the members of its routing key.</param>
    public static IReadOnlyList<ContractChange> Compare(ContractShape before, ContractShape after, string name)
    {
        var comparer = new ContractComparer(before, after);
        comparer.CompareRouting(name);
        comparer.CompareNodes(before.Root, after.Root, "");
        return comparer._changes;
    }

    private void CompareRouting(string name)
    {
        if (_before.IsEncrypted != _after.IsEncrypted)
        {
            _changes.Add(_after.IsEncrypted
                ? new ContractChange(ContractTable.EncryptionAdded, "", "", "the event is encrypted")
                : new ContractChange(ContractTable.EncryptionRemoved, "", "", "the event is not encrypted any more"));
        }

        if (_before.OrderingKey != _after.OrderingKey)
        {
            Add(ContractTable.OrderingKeyChanged, "key", _before.OrderingKey ?? "", _after.OrderingKey ?? "");
        }

        if (_before.Priority != _after.Priority)
        {
            Add(ContractTable.PriorityChanged, "priority", _before.Priority ?? "normal", _after.Priority ?? "normal");
        }

        foreach (var header in _before.Headers.Values)
        {
            if (!_after.Headers.TryGetValue(header.Name, out var now))
            {
                Add(ContractTable.HeaderChanged, "header " + header.Name, header.Text, "");
            }
            else if (now != header)
            {
                Add(KeepsHeader(header, now) ? ContractTable.HeaderAdded : ContractTable.HeaderChanged, "header " + header.Name, header.Text, now.Text);
            }
        }

        foreach (var header in _after.Headers.Values)
        {
            if (!_before.Headers.ContainsKey(header.Name))
            {
                Add(ContractTable.HeaderAdded, "header " + header.Name, "", header.Text);
            }
        }

        foreach (var path in ContractIdentity.BoundPathsOf(name))
        {
            if (ContractPath.Find(_before.Root, path) is { } was && ContractPath.Find(_after.Root, path) is { } now)
            {
                CompareBound(path, was, now);
            }
        }
    }

    private static bool KeepsHeader(ContractHeader was, ContractHeader now) =>
        was.Type == now.Type && (was.IsNullable || !now.IsNullable)
        && (was.Values == now.Values || ContractLineReader.SplitValues(was.Values).All(ContractLineReader.SplitValues(now.Values).Contains));

    // Enums are written into routing keys by name, also those that are numbers in JSON.
    private void CompareBound(string path, ContractNode was, ContractNode now)
    {
        var (names, newNames) = (NamesOf(was), NamesOf(now));
        if (IsEnum(was) != IsEnum(now) || (!IsEnum(was) && was.Type != now.Type) || !names.All(newNames.Contains))
        {
            Add(ContractTable.BoundTextChanged, path, Describe(was), Describe(now));
        }
        else if (newNames.Count > names.Count)
        {
            Add(ContractTable.BoundNameAdded, path, string.Join("|", names), string.Join("|", newNames));
        }
    }

    private static bool IsEnum(ContractNode node) => ContractTypes.IsTextEnum(node.Type) || ContractTypes.IsNumberEnum(node.Type);

    private static List<string> NamesOf(ContractNode node) =>
        !IsEnum(node) ? [] : ContractTypes.IsNumberEnum(node.Type) ? [.. node.Values.Select(static value => value.Substring(value.IndexOf('=') + 1))] : node.Values;

    private void CompareNodes(ContractNode was, ContractNode now, string path)
    {
        if (path.Length > 0 && was.HasLine)
        {
            ComparePresence(was, now, path);
        }

        if (was.Type != now.Type && (was.HasLine || path.Length == 0))
        {
            _changes.Add(new ContractChange(ContractTypeComparer.RowOf(was, now), path.Length == 0 ? "." : path, was.TypeText, now.TypeText));
        }

        new ContractRuleComparer(was, now, path, _changes).Compare();
        if (ContractTypeComparer.IsSameKind(was.Type, now.Type))
        {
            // Discriminators stand where the type is written out, which may be another place.
            var (before, after) = (_before.ContentOf(was), _after.ContentOf(now));
            if (!_seen.Contains((before, after)))
            {
                ContractTypeComparer.CompareValues(before, after, path.Length == 0 ? "." : path, _changes);
            }

            CompareContent(before, after, path);
        }
    }

    private void ComparePresence(ContractNode was, ContractNode now, string path)
    {
        if (was.IsOptional != now.IsOptional)
        {
            Add(now.IsOptional ? ContractTable.RequiredToOptional : ContractTable.OptionalToRequired, path, was.IsOptional ? "optional" : "required", now.IsOptional ? "optional" : "required");
        }

        if (was.IsNullable != now.IsNullable)
        {
            var row = !now.IsNullable ? ContractTable.NullRemoved : now.IsMember ? ContractTable.NullAdded : ContractTable.ElementNullAdded;
            Add(row, path, was.TypeText, now.TypeText);
        }

        if (was.IsEncrypted != now.IsEncrypted && _before.IsEncrypted && _after.IsEncrypted)
        {
            Add(ContractTable.EncryptionMarkChanged, path, was.IsEncrypted ? "encrypted" : "plain", now.IsEncrypted ? "encrypted" : "plain");
        }
    }

    private void CompareContent(ContractNode was, ContractNode now, string path)
    {
        // A type may contain itself.
        if (!_seen.Add((was, now)))
        {
            return;
        }

        var gone = was.Children.Values.Where(child => !now.Children.ContainsKey(child.Key)).ToList();
        var added = now.Children.Values.Where(child => !was.Children.ContainsKey(child.Key)).ToList();
        foreach (var child in was.Children.Values)
        {
            if (now.Children.TryGetValue(child.Key, out var next))
            {
                CompareNodes(child, next, path + child.Key);
            }
        }

        foreach (var child in gone.Where(static child => child.IsMember))
        {
            if (added.Find(other => other.IsMember && IsRename(child, other, gone, added)) is { } renamed)
            {
                added.Remove(renamed);
                Add(ContractTable.MemberRenamed, path + child.Key, Describe(child), $"now '{path}{renamed.Key}'");
            }
            else
            {
                Add(child.IsOptional ? ContractTable.OptionalMemberRemoved : ContractTable.MemberRemoved, path + child.Key, Describe(child), "");
            }
        }

        foreach (var child in added.Where(static child => child.IsMember))
        {
            Add(child.IsOptional ? ContractTable.OptionalMemberAdded : ContractTable.MemberAdded, path + child.Key, "", Describe(child));
        }
    }

    // Only if nothing else fits: of two removed members, either could have the new name.
    private bool IsRename(ContractNode gone, ContractNode added, List<ContractNode> allGone, List<ContractNode> allAdded) =>
        IsAlike(gone, added) && allGone.Count(other => IsAlike(other, added)) == 1 && allAdded.Count(other => IsAlike(gone, other)) == 1;

    private bool IsAlike(ContractNode gone, ContractNode added) =>
        gone.IsMember && added.IsMember && gone.TypeText == added.TypeText && gone.IsOptional == added.IsOptional && HasContentOf(_before.ContentOf(gone), _after.ContentOf(added));

    private static bool HasContentOf(ContractNode left, ContractNode right) =>
        left.Discriminator == right.Discriminator && left.Values.SequenceEqual(right.Values) && left.Children.Keys.SequenceEqual(right.Children.Keys);

    private static string Describe(ContractNode node) =>
        $"{node.TypeText}{(node.Values.Count == 0 ? "" : " " + string.Join("|", node.Values))}{(node.HasLine ? node.IsOptional ? ", optional" : ", required" : "")}";

    private void Add(ContractRow row, string path, string before, string after) => _changes.Add(new ContractChange(row, path, before, after));
}
