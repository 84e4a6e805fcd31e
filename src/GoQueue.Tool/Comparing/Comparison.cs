using GoQueue.Generators.Contracts;

namespace GoQueue.Tool.Comparing;

/// <summary>Two catalogs, event by event.</summary>
internal sealed class Comparison
{
    private Comparison(IReadOnlyList<ComparedEvent> events, int count)
    {
        Events = events;
        Count = count;
    }

    /// <summary>The events with differences, ordered by name.</summary>
    public IReadOnlyList<ComparedEvent> Events { get; }

    /// <summary>How many events both catalogs have together.</summary>
    public int Count { get; }

    public int CountOf(ContractVerdict verdict) => Events.Sum(found => found.Changes.Count(change => change.Verdict == verdict));

    public static Comparison Of(ContractFile before, ContractFile after)
    {
        // The stricter of both: a change and the line that allows it do not go together.
        var mode = before.Mode == ContractMode.Full ? ContractMode.Full : after.Mode;
        var events = new List<ComparedEvent>();
        var identities = new SortedSet<ContractIdentity>(before.Blocks.Keys.Concat(after.Blocks.Keys));
        var added = after.Blocks.Where(block => !before.Blocks.ContainsKey(block.Key)).Select(static block => block.Value).ToList();
        foreach (var identity in identities)
        {
            before.Blocks.TryGetValue(identity, out var was);
            after.Blocks.TryGetValue(identity, out var now);
            var changes = (was, now) switch
            {
                (null, _) => [],
                (_, null) => GoneOf(was, added),
                _ => [.. ChangesOf(was, now, mode)],
            };
            if (changes.Count > 0 || was is null)
            {
                events.Add(new ComparedEvent(identity.Name, was?.VersionText, now?.VersionText, changes));
            }
        }

        return new Comparison(events, identities.Count);
    }

    private static List<ComparedChange> GoneOf(ContractBlock was, List<ContractBlock> added)
    {
        if (was.IsDraft || was.IsRetired)
        {
            return was.IsDraft ? [] : [new ComparedChange(ContractVerdict.Breaking, "GQ6008", "", "the retired event is not listed any more", "its name may be used again")];
        }

        return ContractAcceptance.MovedTo(was, added) is { } moved
            ? [Of(new ContractChange(ContractTable.AddressChanged, "", was.Name, moved.Name), was, ContractMode.Forward)]
            : [new ComparedChange(ContractVerdict.Breaking, "GQ6007", "", "the event is gone without being retired", $"consumers of {was.VersionText} wait for messages that do not come")];
    }

    private static IEnumerable<ComparedChange> ChangesOf(ContractBlock was, ContractBlock now, ContractMode mode)
    {
        if (was.IsDraft || (was.IsRetired && now.IsRetired))
        {
            yield break;
        }

        if (now.IsRetired)
        {
            yield return new ComparedChange(ContractVerdict.Risky, "GQ6007", "", "the event is retired", $"consumers of {was.VersionText} get no more messages");
            yield break;
        }

        if (was.IsRetired)
        {
            yield return new ComparedChange(ContractVerdict.Breaking, "GQ6008", "", "the event was retired and has come back", "its old consumers expect what it was");
            yield break;
        }

        if (now.Version.CompareTo(was.Version) < 0)
        {
            yield return new ComparedChange(ContractVerdict.Breaking, "GQ6006", "", $"the version {now.VersionText} is lower than {was.VersionText}", "consumers take the new messages for old ones");
        }

        if (now.IsDraft)
        {
            yield return new ComparedChange(ContractVerdict.Breaking, "GQ6004", "", "the released event is a draft again", $"consumers of {was.VersionText} rely on its shape");
        }

        foreach (var change in ContractComparer.Compare(was, now))
        {
            yield return Of(change, was, mode);
        }

        foreach (var returned in ContractAcceptance.ReturnedOf(was, now))
        {
            yield return new ComparedChange(ContractVerdict.Breaking, "GQ6008", returned.Path, $"'{returned.Path}' has come back with another type than {returned.Type}", $"consumers of versions before {returned.Since} read it by that name");
        }

        foreach (var forgotten in ForgottenOf(was, now))
        {
            yield return forgotten;
        }
    }

    // Assemblies do not carry tombstones.
    private static IEnumerable<ComparedChange> ForgottenOf(ContractBlock was, ContractBlock now) => now.LineNumbers is null ? [] : was.Tombstones
        .Where(gone => now.Shape.Find(gone.Path) is null && !now.Tombstones.Any(kept => kept.Path == gone.Path))
        .Select(gone => new ComparedChange(ContractVerdict.Breaking, "GQ6008", gone.Path, $"'{gone.Path}' is not listed as gone any more", "its name may come back with another type"));

    private static ComparedChange Of(ContractChange change, ContractBlock was, ContractMode mode) =>
        new(change.Row.VerdictOf(mode), change.Row.Id, change.Path, change.What, change.EffectFor(was.VersionText));
}
