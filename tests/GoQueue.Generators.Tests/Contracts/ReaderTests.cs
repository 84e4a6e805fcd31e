using System.Text.Json;
using CsCheck;
using GoQueue.Generators.Contracts;
using GoQueue.Generators.Tests.Contracts.Readers;
using Xunit;

namespace GoQueue.Generators.Tests.Contracts;

/// <summary>Shapes, changes and messages at random: real readers of the old shape do what the table says.</summary>
public sealed class ReaderTests(ITestOutputHelper output)
{
    // A message that breaks a reader is found among so many: half of the values are null, absent or in an empty list.
    private const int MostMessages = 400;

    private static readonly Gen<(int Shape, int Seed)> s_triples = Gen.Select(Gen.Int[0, ConsumerCorpus.Shapes.Count - 1], Gen.Int);

    // Explicit until a removed member that may be null and absent has a reader that misses it (seed ejFPOmf8iuE4).
    [Fact(Explicit = true)]
    public void Readers_of_an_old_shape_do_what_the_table_says_for_5000_changes() => Sample(5_000);

    [Fact(Explicit = true)]
    public void Readers_of_an_old_shape_do_what_the_table_says_for_200000_changes() => Sample(200_000);

    private void Sample(long count)
    {
        var outcomes = new Dictionary<ContractRow, (int Count, string? Witness)>();
        s_triples.Sample(
            triple =>
            {
                var (rows, fault, witness) = Judge(ConsumerCorpus.Shapes[triple.Shape], new Random(triple.Seed), static (row, mode) => row.VerdictOf(mode));
                if (rows is [var row])
                {
                    outcomes.TryGetValue(row, out var known);
                    outcomes[row] = (known.Count + 1, known.Witness ?? witness);
                }

                Assert.True(fault is null, fault);
            },
            iter: count, threads: 1);
        foreach (var (row, (found, witness)) in outcomes.OrderBy(static outcome => outcome.Key.Id, StringComparer.Ordinal))
        {
            output.WriteLine($"{row.Id}: {found} changes{(witness is null ? "" : ", " + witness)}");
        }

        // Each row of values was met, but for one that no shape of the corpus has.
        Assert.Equal([], ContractTable.Rows.Where(row => row.Evidence == ContractEvidence.Value && !outcomes.ContainsKey(row)).Select(static row => row.Id));
    }

    [Fact]
    public void A_flipped_verdict_is_found()
    {
        var missed = ContractTable.Rows.Where(static row => row.Evidence == ContractEvidence.Value).ToDictionary(static row => row, static _ => true);
        for (var seed = 0; seed < 100_000 && missed.ContainsValue(true); seed++)
        {
            var shape = ConsumerCorpus.Shapes[seed % ConsumerCorpus.Shapes.Count];
            if (RowsOf(shape.Shape, ShapeChange.Of(shape.Shape, new Random(seed))) is [var row] && missed.TryGetValue(row, out var isMissed) && isMissed)
            {
                var flipped = row.Forward == ContractVerdict.Compatible ? ContractVerdict.Breaking : ContractVerdict.Compatible;
                missed[row] = Judge(shape, new Random(seed), (_, mode) => mode == ContractMode.Forward ? flipped : ContractVerdict.Breaking).Fault is null;
            }
        }

        Assert.Equal([], missed.Where(static row => row.Value).Select(static row => row.Key.Id));
    }

    // The rows of one change, what contradicts them, and the message that breaks a reader.
    private static (IReadOnlyList<ContractRow> Rows, string? Fault, string? Witness) Judge(ConsumerShape consumer, Random random, Func<ContractRow, ContractMode, ContractVerdict> verdictOf)
    {
        var before = consumer.Shape;
        var after = ShapeChange.Of(before, random);
        if (RowsOf(before, after) is not { } rows)
        {
            return ([], null, null);
        }

        var verdict = rows.Select(row => verdictOf(row, ContractMode.Forward)).DefaultIfEmpty(ContractVerdict.Compatible).Max();
        var what = $"{string.Join(", ", rows.Select(static row => row.Id))}:\n{string.Join('\n', ContractWriter.LinesOf(before))}\n→\n{string.Join('\n', ContractWriter.LinesOf(after))}\n";

        // New consumers that read old messages: the change back.
        var isReadBack = ContractComparer.Compare(after, before, "a/b").All(change => change.Row.Evidence == ContractEvidence.Value && verdictOf(change.Row, ContractMode.Full) == ContractVerdict.Compatible);
        if (isReadBack && verdict != ContractVerdict.Compatible && Contradiction(consumer, after, random, []) is { } missed)
        {
            return (rows, what + missed, null);
        }

        if (verdict == ContractVerdict.Compatible)
        {
            return (rows, Contradiction(consumer, after, random, rows) is { } contradiction ? what + contradiction : null, null);
        }

        var makers = new[] { new MessageMaker(random, validates: false), new MessageMaker(random, validates: true) };
        string? bad = null;
        var isGood = verdict == ContractVerdict.Breaking;
        for (var i = 0; i < MostMessages && (bad is null || !isGood); i++)
        {
            var message = makers[i % 2].Make(after);
            foreach (var (name, isSame) in Read(consumer, after, message, isTolerant: false))
            {
                bad ??= isSame ? null : $"{name} does not get {message}";
                isGood |= isSame;
            }
        }

        return (rows, bad is null ? $"{what}every reader gets every message" : isGood ? null : $"{what}no reader gets any message", bad);
    }

    // A reader that does not get one of some messages; null if all do.
    private static string? Contradiction(ConsumerShape consumer, ContractShape after, Random random, List<ContractRow> rows)
    {
        // These two are risky because of consumers that rely on what was never promised, and of publishers that do not validate.
        var isTolerant = !rows.Contains(ContractTable.OptionalMemberRemoved);
        var maker = new MessageMaker(random, validates: !rows.Contains(ContractTable.IntegerWidenedInRange));
        for (var i = 0; i < 2; i++)
        {
            var message = maker.Make(after);
            foreach (var (name, isSame) in Read(consumer, after, message, isTolerant))
            {
                if (!isSame)
                {
                    return $"{name} does not get {message}";
                }
            }
        }

        return null;
    }

    // Null if a change is not of values. A rule that [Range] brings along is.
    private static List<ContractRow>? RowsOf(ContractShape before, ContractShape after)
    {
        var rows = ContractComparer.Compare(before, after, "a/b").Select(static change => change.Row).Where(static row => row != ContractTable.RuleTightened).Distinct().ToList();
        return rows.TrueForAll(static row => row.Evidence == ContractEvidence.Value) ? rows : null;
    }

    private static IEnumerable<(string Name, bool IsSame)> Read(ConsumerShape consumer, ContractShape after, string message, bool isTolerant)
    {
        using var sent = JsonDocument.Parse(message);
        foreach (var (kind, type) in consumer.Consumers)
        {
            if (isTolerant && kind == ConsumerClass.Careless)
            {
                continue;
            }

            foreach (var reader in JsonReader.All)
            {
                // Strict refuses members that it does not know, by declaration: that proves nothing. Derived types are such members to a consumer without them.
                if (reader.RefusesUnknownMembers && (kind == ConsumerClass.Loose || HasUnknown(consumer.Shape.Root, sent.RootElement)))
                {
                    continue;
                }

                using var got = reader.Read(message, type);
                yield return ($"{reader.Name} ({kind})", got is not null && new MessageComparison(consumer.Shape, after, reader.KnowsDerivedTypes && kind != ConsumerClass.Loose).IsSame(sent.RootElement, got.RootElement));
            }
        }
    }

    private static bool HasUnknown(ContractNode node, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            return node.Children.TryGetValue("[]", out var element) && value.EnumerateArray().Any(inner => HasUnknown(element, inner));
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        if (node.Children.TryGetValue("{}", out var entry))
        {
            return value.EnumerateObject().Any(inner => HasUnknown(entry, inner.Value));
        }

        var members = node.Discriminator is { } name && value.TryGetProperty(name, out var found) && node.Children.TryGetValue($"<{found}>", out var derived) ? derived : node;
        return value.EnumerateObject().Any(inner => inner.Name != node.Discriminator && (!members.Children.TryGetValue("." + inner.Name, out var child) || HasUnknown(child, inner.Value)));
    }
}
