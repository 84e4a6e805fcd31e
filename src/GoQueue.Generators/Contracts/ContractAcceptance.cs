using System.Globalization;

namespace GoQueue.Generators.Contracts;

/// <summary>Makes the file that agrees with the code. The light bulb, the build and the tool all call this, so that they write the same bytes.</summary>
internal sealed class ContractAcceptance
{
    private readonly List<string> _refusals = [];
    private readonly List<ContractBlock> _blocks = [];
    private readonly HashSet<string> _breaking;
    private readonly ContractMode _mode;
    private readonly bool _keepsRefused;

    private ContractAcceptance(ContractMode mode, IEnumerable<string> breaking, bool keepsRefused)
    {
        _mode = mode;
        _keepsRefused = keepsRefused;
        _breaking = new HashSet<string>(breaking, StringComparer.Ordinal);
    }

    public int Added { get; private set; }

    public int Changed { get; private set; }

    public int Retired { get; private set; }

    /// <summary>Why nothing is written: a sentence for each event that was not named.</summary>
    public IReadOnlyList<string> Refusals => _refusals;

    /// <summary>The new text, with LF.</summary>
    public string Text => ContractWriter.Write(_mode, _blocks);

    public string Summary => string.Format(
        CultureInfo.InvariantCulture, "{0}: {1} event{2} added, {3} changed, {4} retired", ContractFile.Name, Added, Added == 1 ? "" : "s", Changed, Retired);

    /// <summary>Accepts the events of the code.</summary>
    /// <param name="file">The file as it is.</param>
    /// <param name="code">The events of the code.</param>
    /// <param name="mode">What the new file's first line says.</param>
    /// <param name="breaking">The names of the events that may break their consumers.</param>
    /// <param name="kept">Events that cannot be read just now: their blocks stay.</param>
    /// <param name="keepsRefused">Whether the block of a refused event stays, so that the others can be accepted without it.</param>
    public static ContractAcceptance Accept(
        ContractFile file, IReadOnlyCollection<ContractBlock> code, ContractMode mode, IEnumerable<string> breaking, IReadOnlyCollection<ContractIdentity> kept, bool keepsRefused = false)
    {
        var result = new ContractAcceptance(mode, breaking, keepsRefused);
        var current = new HashSet<ContractIdentity>();
        foreach (var block in code)
        {
            if (!current.Add(block.Identity))
            {
                result._refusals.Add($"{block} is declared twice: give one of the two another action or version.");
                continue;
            }

            file.Blocks.TryGetValue(block.Identity, out var before);
            var refusals = result._refusals.Count;
            result.Accept(before, block);
            if (result._refusals.Count > refusals && keepsRefused && before is not null)
            {
                result._blocks.RemoveAll(written => written.Identity == block.Identity);
                result._blocks.Add(before);
            }
        }

        var unknown = code.Where(block => !file.Blocks.ContainsKey(block.Identity)).ToList();
        foreach (var block in file.Blocks.Values.Where(block => !current.Contains(block.Identity)))
        {
            result.Leave(block, kept.Contains(block.Identity), unknown);
        }

        return result;
    }

    /// <summary>Releases all events: what is a draft becomes a promise.</summary>
    public static string Release(ContractFile file) =>
        ContractWriter.Write(file.Mode, file.Blocks.Values.Select(static block => block.IsDraft ? With(block, block, isDraft: false, block.Tombstones) : block));

    private void Accept(ContractBlock? before, ContractBlock block)
    {
        if (before is null)
        {
            Added++;
            _blocks.Add(With(block, block, isDraft: true, []));
            return;
        }

        if (before.IsRetired && !_breaking.Contains(block.Name))
        {
            _refusals.Add($"{block} was retired: a name that is gone does not come back; use another action or major version, or name the event to break its consumers.");
            return;
        }

        if (before.IsRetired)
        {
            Changed++;
            _blocks.Add(With(block, block, isDraft: true, []));
            return;
        }

        if (block.Version.CompareTo(before.Version) < 0 && !before.IsDraft)
        {
            _refusals.Add($"{block} has a lower version than the file, {before.VersionText}: set it back.");
            return;
        }

        var changes = ContractComparer.Compare(before, block);
        var gone = before.IsDraft ? [] : TombstonesOf(before, block);
        var returned = ReturnedOf(before, block);
        if (!_breaking.Contains(block.Name))
        {
            foreach (var change in changes.Where(change => change.Row.VerdictOf(_mode) == ContractVerdict.Breaking))
            {
                _refusals.Add(SentenceOf(change, before, block));
            }

            foreach (var tombstone in returned)
            {
                _refusals.Add(SentenceOf(tombstone, block));
            }
        }

        Changed += changes.Count > 0 || !before.HasLinesOf(block) ? 1 : 0;
        _blocks.Add(With(block, block, before.IsDraft, gone));
    }

    /// <summary>The sentence of GQ6004, which the build and the tool say as well.</summary>
    public static string SentenceOf(ContractChange change, ContractBlock before, ContractBlock after) =>
        $"{change.What} in {after}: {change.EffectFor(before.VersionText)} [{change.Row.Id}]; keep it, or publish a new major version under another action";

    /// <summary>The sentence of GQ6008.</summary>
    public static string SentenceOf(ContractTombstone returned, ContractBlock after) =>
        $"'{returned.Path}' of {after} was {returned.Type} until {returned.Since} and has come back with another type: consumers of old versions read it by that name; give it another one";

    /// <summary>The names that are gone and came back with another type.</summary>
    public static IEnumerable<ContractTombstone> ReturnedOf(ContractBlock before, ContractBlock after) =>
        before.Tombstones.Count == 0 ? [] : before.Tombstones.Where(gone => after.Shape.Find(gone.Path) is { } found && found.TypeText != gone.Type);

    private void Leave(ContractBlock block, bool isKept, List<ContractBlock> unknown)
    {
        if (isKept || block.IsRetired)
        {
            _blocks.Add(block);
            return;
        }

        Retired++;
        if (block.IsDraft)
        {
            return;
        }

        if (!_breaking.Contains(block.Name) && MovedTo(block, unknown) is { } moved)
        {
            _refusals.Add(SentenceOf(new ContractChange(ContractTable.AddressChanged, "", block.Name, moved.Name), block, moved));
            if (_keepsRefused)
            {
                // Neither is the event at its new address accepted: nothing would report the move any more.
                Retired--;
                Added -= _blocks.RemoveAll(written => written.Identity == moved.Identity);
                _blocks.Add(block);
                return;
            }
        }

        _blocks.Add(new ContractBlock { Name = block.Name, Version = block.Version, VersionText = block.VersionText, IsRetired = true, Lines = [] });
    }

    /// <summary>The event that an event of the file has become: one of other topic or action with the same lines, or one whose routing key has the same form and other members.</summary>
    public static ContractBlock? MovedTo(ContractBlock block, IEnumerable<ContractBlock> unknown) => unknown.FirstOrDefault(other =>
        other.Name != block.Name && other.Version.Major == block.Version.Major
        && ((block.Lines.Count > 0 && other.HasLinesOf(block)) || (block.Name.IndexOf('{') >= 0 && ContractIdentity.AddressOf(block.Name) == ContractIdentity.AddressOf(other.Name))));

    // Names that are gone stay, unless they are back with their type.
    private static List<ContractTombstone> TombstonesOf(ContractBlock before, ContractBlock after)
    {
        var gone = before.Tombstones.Where(tombstone => after.Shape.Find(tombstone.Path) is null).ToList();
        foreach (var change in before.HasLinesOf(after) ? [] : ContractComparer.Compare(before.Shape, after.Shape, after.Name))
        {
            if ((change.Row == ContractTable.MemberRemoved || change.Row == ContractTable.OptionalMemberRemoved || change.Row == ContractTable.MemberRenamed)
                && before.Shape.Find(change.Path) is { } member)
            {
                gone.Add(new ContractTombstone(change.Path, member.TypeText, after.VersionText));
            }
        }

        return gone;
    }

    private static ContractBlock With(ContractBlock block, ContractBlock lines, bool isDraft, IReadOnlyList<ContractTombstone> gone) => new()
    {
        Name = block.Name,
        Version = block.Version,
        VersionText = block.VersionText,
        IsDraft = isDraft,
        IsRetired = block.IsRetired,
        Lines = lines.Lines,
        Tombstones = gone,
    };
}
