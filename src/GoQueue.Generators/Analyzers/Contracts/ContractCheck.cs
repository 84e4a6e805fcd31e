using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using GoQueue.Generators.Contracts;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Analyzers.Contracts;

/// <summary>Compares the events of one compilation with their contract file. Each event is compared once, for all rules.</summary>
internal sealed class ContractCheck
{
    private const string AcceptIt = "accept it (dotnet build -p:GoQueueContracts=accept)";
    private const string Accept = "accept (dotnet build -p:GoQueueContracts=accept)";

    private static readonly ConditionalWeakTable<KnownSymbols, ContractCheck> s_checks = new();
    private readonly ConcurrentDictionary<INamedTypeSymbol, ImmutableArray<ContractFinding>> _findings = new(SymbolEqualityComparer.Default);
    private readonly ContractEvents _events;
    private readonly ContractSettings _settings;
    private readonly ContractFileText _text;
    private readonly ContractMode _mode;
    private readonly ILookup<string, ContractBlock> _blocksByName;
    private List<ContractBlock>? _gone;

    private ContractCheck(KnownSymbols known, ContractSettings settings, CancellationToken cancellationToken)
    {
        _settings = settings;
        _events = ContractEvents.Of(known);
        _text = settings.Read(cancellationToken);
        _mode = settings.Compatibility ?? _text.File?.Mode ?? ContractMode.Forward;
        _blocksByName = (_text.File ?? ContractFile.Empty).Blocks.Values.ToLookup(static block => block.Name, StringComparer.Ordinal);
    }

    public static ContractCheck Of(KnownSymbols known, ContractSettings settings, CancellationToken cancellationToken) =>
        s_checks.GetValue(known, k => new ContractCheck(k, settings, cancellationToken));

    /// <summary>What an event's contract has against it.</summary>
    public ImmutableArray<ContractFinding> FindingsOf(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (!_findings.TryGetValue(type, out var findings))
        {
            findings = _text.File is { } file && _events.Find(type, cancellationToken) is { Block: { } block } found ? Check(file, found, block, cancellationToken) : [];
            _findings.TryAdd(type, findings);
        }

        return findings;
    }

    /// <summary>What only all events together have against the file.</summary>
    public IEnumerable<ContractFinding> FindingsAtEnd(CancellationToken cancellationToken)
    {
        if (_text.File is not { } file)
        {
            yield break;
        }

        var all = _events.All(cancellationToken);
        if (!_settings.Exists && all.Count > 0)
        {
            yield return Finding(ContractDiagnostics.NoFile, null, _settings.FileName, Accept);
        }

        var known = new HashSet<ContractIdentity>(all.Where(static found => found.Block is not null).Select(static found => found.Block!.Identity));
        var broken = new HashSet<string>(all.Where(static found => found.Block is null).Select(static found => found.Address), StringComparer.Ordinal);
        foreach (var block in file.Blocks.Values)
        {
            // An event with an error keeps its block.
            if (!block.IsRetired && !known.Contains(block.Identity) && !broken.Contains(ContractIdentity.AddressOf(block.Name)))
            {
                yield return Finding(ContractDiagnostics.Missing, _text.PlaceOf(_settings.File.Path, block.Line), block.ToString(), _settings.FileName, Accept);
            }
        }
    }

    /// <summary>Why the file cannot be read; null if it can.</summary>
    public ContractFinding? Fault(CancellationToken cancellationToken)
    {
        if (_text.Fault is { } fault)
        {
            return Unreadable(fault);
        }

        // The lines of a block are read when it differs; a line that no reader knows is an error even if the block is that of no event.
        foreach (var block in _text.File!.Blocks.Values)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                _ = block.Shape;
            }
            catch (ContractFormatException inside)
            {
                return Unreadable(inside);
            }
        }

        return null;
    }

    private ContractFinding Unreadable(ContractFormatException fault) => Finding(
        ContractDiagnostics.Unreadable,
        _text.PlaceOf(_settings.File.Path, fault.Line),
        (fault.Line + 1).ToString(CultureInfo.InvariantCulture),
        _settings.FileName,
        fault.Message,
        "take the last committed version of the file, and accept again");

    private ImmutableArray<ContractFinding> Check(ContractFile file, ContractEvent found, ContractBlock block, CancellationToken cancellationToken)
    {
        var findings = ImmutableArray.CreateBuilder<ContractFinding>();
        CheckAddress(found, block, findings, cancellationToken);
        CheckOpaque(found, block, findings, cancellationToken);
        if (!file.Blocks.TryGetValue(block.Identity, out var before))
        {
            CheckNew(file, found, block, findings, cancellationToken);
        }
        else if (before.IsRetired)
        {
            findings.Add(Finding(
                ContractDiagnostics.Returned, found.Attribute.LocationOf(nameof(EventAttribute.Action), cancellationToken),
                $"The event {block} was retired, and its consumers expect what it was; use another action or major version"));
        }
        else if (block.Version.CompareTo(before.Version) < 0 && !before.IsDraft)
        {
            findings.Add(Finding(
                ContractDiagnostics.LowerVersion, found.Attribute.LocationOf(nameof(EventAttribute.Version), cancellationToken), block.ToString(), _settings.FileName, before.VersionText));
        }
        else
        {
            try
            {
                Compare(before, found, block, findings, cancellationToken);
            }
            catch (ContractFormatException)
            {
                // GQ6009 reports the line.
            }
        }

        return findings.ToImmutable();
    }

    private void Compare(ContractBlock before, ContractEvent found, ContractBlock block, ImmutableArray<ContractFinding>.Builder findings, CancellationToken cancellationToken)
    {
        foreach (var change in ContractComparer.Compare(before, block))
        {
            var verdict = change.Row.VerdictOf(_mode);
            var isOfVersion = change.Row == ContractTable.VersionChanged;
            var place = isOfVersion ? found.Attribute.LocationOf(nameof(EventAttribute.Version), cancellationToken)
                : found.PlaceOf(change.Row == ContractTable.MemberRenamed ? change.After.Substring(5).TrimEnd('\'') : change.Path, cancellationToken);
            var properties = PropertiesOf(found)
                .Add(ContractFinding.Row, change.Row.Id)
                .Add(ContractFinding.Version, before.VersionText)
                .Add(ContractFinding.OldName, change.Row == ContractTable.MemberRenamed ? LastName(change.Path) : null);
            if (verdict == ContractVerdict.Breaking)
            {
                findings.Add(new ContractFinding(ContractDiagnostics.Breaking, place, properties, ContractAcceptance.SentenceOf(change, before, block)));
                continue;
            }

            var cure = before.IsDraft || isOfVersion || block.Version != before.Version ? Accept : $"make it {NextMinor(before.Version)} and {Accept}";
            findings.Add(new ContractFinding(
                verdict == ContractVerdict.Risky ? ContractDiagnostics.Risky : ContractDiagnostics.Compatible,
                place, properties, change.What, block.ToString(), change.EffectFor(before.VersionText), change.Row.Id, cure));
        }

        foreach (var returned in before.IsDraft ? [] : ContractAcceptance.ReturnedOf(before, block))
        {
            findings.Add(Finding(ContractDiagnostics.Returned, found.PlaceOf(returned.Path, cancellationToken), ContractAcceptance.SentenceOf(returned, block)));
        }
    }

    private void CheckNew(ContractFile file, ContractEvent found, ContractBlock block, ImmutableArray<ContractFinding>.Builder findings, CancellationToken cancellationToken)
    {
        // A released event that is gone may be this one, under its old address.
        foreach (var gone in _gone ??= GoneOf(file, cancellationToken))
        {
            if (ReferenceEquals(ContractAcceptance.MovedTo(gone, [block]), block))
            {
                var change = new ContractChange(ContractTable.AddressChanged, "", gone.Name, block.Name);
                findings.Add(new ContractFinding(
                    ContractDiagnostics.Breaking, found.Attribute.LocationOf(nameof(EventAttribute.Action), cancellationToken),
                    PropertiesOf(found).Add(ContractFinding.Row, change.Row.Id), ContractAcceptance.SentenceOf(change, gone, block)));
                return;
            }
        }

        findings.Add(new ContractFinding(
            ContractDiagnostics.NotAccepted, found.Attribute.Location(cancellationToken), PropertiesOf(found), block.ToString(), _settings.FileName, AcceptIt));
    }

    private List<ContractBlock> GoneOf(ContractFile file, CancellationToken cancellationToken)
    {
        var declared = new HashSet<ContractIdentity>(_events.All(cancellationToken).Where(static found => found.Block is not null).Select(static found => found.Block!.Identity));
        return [.. file.Blocks.Values.Where(block => block is { IsRetired: false, IsDraft: false } && !declared.Contains(block.Identity))];
    }

    private void CheckAddress(ContractEvent found, ContractBlock block, ImmutableArray<ContractFinding>.Builder findings, CancellationToken cancellationToken)
    {
        var place = found.Attribute.LocationOf(nameof(EventAttribute.Action), cancellationToken);
        ContractBlock? older = null;
        foreach (var type in _events.WithAddressOf(found, cancellationToken))
        {
            if (_events.Find(type, cancellationToken)?.Block is not { } other || other.Name != block.Name)
            {
                continue;
            }

            if (other.Version.Major < block.Version.Major)
            {
                older = other;
            }
            else if (other.Version.Major == block.Version.Major && other.Version.CompareTo(block.Version) != 0)
            {
                // Equal versions are GQ1009.
                findings.Add(Finding(ContractDiagnostics.SameIdentity, found.Attribute.LocationOf(nameof(EventAttribute.Version), cancellationToken), block.ToString(), EventNames.DisplayOf(type)));
            }
        }

        older ??= _blocksByName[block.Name].FirstOrDefault(other => !other.IsRetired && other.Version.Major < block.Version.Major);
        if (older is not null)
        {
            findings.Add(Finding(
                ContractDiagnostics.SameAddress, place, block.ToString(), older.ToString(),
                $"{found.Attribute.Action}.v{block.Version.Major.ToString(CultureInfo.InvariantCulture)}"));
        }
    }

    // The lines say it, without reading the shape.
    private static void CheckOpaque(ContractEvent found, ContractBlock block, ImmutableArray<ContractFinding>.Builder findings, CancellationToken cancellationToken)
    {
        foreach (var line in block.Lines)
        {
            if (line[0] == '.' && ContractText.Split(line) is [var path, "opaque" or "opaque?", ..])
            {
                findings.Add(Finding(ContractDiagnostics.Opaque, found.PlaceOf(path, cancellationToken), path, block.ToString()));
            }
        }
    }

    private static ImmutableDictionary<string, string?> PropertiesOf(ContractEvent found) =>
        ImmutableDictionary<string, string?>.Empty.Add(ContractFinding.Event, found.Type.GetDocumentationCommentId());

    private static ContractFinding Finding(DiagnosticDescriptor rule, Location? place, params object[] arguments) =>
        new(rule, place, ImmutableDictionary<string, string?>.Empty, arguments);

    public static string NextMinor(EventVersion version) => string.Format(CultureInfo.InvariantCulture, "{0}.{1}", version.Major, version.Minor + 1);

    private static string? LastName(string path)
    {
        if (ContractPath.Split(path) is not { } keys)
        {
            return null;
        }

        var at = 1;
        return ContractText.ReadWord(keys[keys.Count - 1], ref at);
    }
}
