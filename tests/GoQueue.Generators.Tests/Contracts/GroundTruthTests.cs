using System.Text.Json;
using System.Text.Json.Serialization;
using GoQueue.Generators.Contracts;
using Xunit;

namespace GoQueue.Generators.Tests.Contracts;

/// <summary>The table says what real readers do.</summary>
[Covers(typeof(ContractTypes))]
public sealed class GroundTruthTests(ITestOutputHelper output)
{
    /// <summary>What the readers did of one change.</summary>
    private sealed record Outcome(ContractRow Row, string Change, string? Bad, string? Good)
    {
        public bool Proves(ContractVerdict verdict) => verdict switch
        {
            ContractVerdict.Compatible => Bad is null,
            ContractVerdict.Risky => Bad is not null && Good is not null,
            _ => Bad is not null,
        };
    }

    private static readonly Lazy<IReadOnlyList<Outcome>> s_outcomes = new(() => [.. Pairs(), .. Members()]);

    [Fact]
    public void Readers_do_what_the_table_says()
    {
        var wrong = s_outcomes.Value.Where(static outcome => !outcome.Proves(outcome.Row.Forward)).Select(static outcome => $"{outcome.Row.Id} ({outcome.Row.Forward}): {outcome.Change}; failed: {outcome.Bad ?? "none"}; read: {outcome.Good ?? "none"}").ToList();

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        foreach (var row in s_outcomes.Value.Where(static outcome => outcome.Bad is not null).DistinctBy(static outcome => outcome.Row))
        {
            output.WriteLine($"{row.Row.Id}: {row.Bad}");
        }
    }

    [Fact]
    public void Each_row_of_values_is_proved() =>
        Assert.Equal(
            ContractTable.Rows.Where(static row => row.Evidence == ContractEvidence.Value).Select(static row => row.Id).Order(StringComparer.Ordinal),
            s_outcomes.Value.Select(static outcome => outcome.Row.Id).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void A_flipped_verdict_is_found()
    {
        foreach (var row in s_outcomes.Value.GroupBy(static outcome => outcome.Row))
        {
            var flipped = row.Key.Forward == ContractVerdict.Compatible ? ContractVerdict.Breaking : ContractVerdict.Compatible;

            Assert.True(row.Any(outcome => !outcome.Proves(flipped)), row.Key.Id);
        }
    }

    [Fact(Explicit = true)]
    public void What_is_compatible_is_read_alike_by_all_readers_for_200000_values()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var pairs = (from before in GroundTruth.Types
                     from after in GroundTruth.Types
                     let changes = ContractComparer.Compare(ContractExamples.Shape($".Value {Line(before)}"), ContractExamples.Shape($".Value {Line(after)}"), "a/b")
                     where changes.Count == 0 || changes[0].Row is { Evidence: ContractEvidence.Value, Forward: ContractVerdict.Compatible }
                     select (Before: before, After: after)).ToList();
        for (var i = 0; i < 200_000; i++)
        {
            var (before, after) = pairs[random.Next(pairs.Count)];
            var message = GroundTruth.RandomMessageOf(after, random);
            foreach (var (reader, isSame) in GroundTruth.Read(GroundTruth.ConsumersOf(before)[0], message))
            {
                Assert.True(isSame, $"{before} → {after}: {reader} reads {message}");
            }
        }
    }

    // Every scalar against every other, as the value of one member.
    private static IEnumerable<Outcome> Pairs()
    {
        foreach (var before in GroundTruth.Types)
        {
            foreach (var after in GroundTruth.Types.Where(after => after != before))
            {
                var changes = ContractComparer.Compare(ContractExamples.Shape($".Value {Line(before)}"), ContractExamples.Shape($".Value {Line(after)}"), "a/b");
                if (changes[0].Row.Evidence == ContractEvidence.Value)
                {
                    yield return Judge(changes[0].Row, $"{before} → {after}", GroundTruth.ConsumersOf(before), GroundTruth.MessagesOf(after));
                }
            }
        }
    }

    private static string Line(string type) => type + " required" + type switch { "enum" or "flags" => " Closed|Open", "enum:int" => " 1=Open|2=Closed", _ => "" };

    // What a message has, and which consumers of the old shape get it.
    private static IEnumerable<Outcome> Members()
    {
        yield return Judge(ContractTable.MemberAdded, "a member", [typeof(int)], ["""{"Value":1,"More":{"a":[1,null]}}"""], known: """{"Value":1}""");
        yield return Judge(ContractTable.OptionalMemberAdded, "an optional member", [typeof(int)], ["""{"Value":1,"More":true}""", """{"Value":1}"""], known: """{"Value":1}""");
        yield return Judge(ContractTable.MemberRemoved, "a member that is gone", [typeof(int)], ["{}"]);
        yield return Judge(ContractTable.OptionalMemberRemoved, "an optional member that is gone", [typeof(int), typeof(int?)], ["{}"], known: """{"Value":null}""");
        yield return Judge(ContractTable.MemberRenamed, "a renamed member", [typeof(string)], ["""{"Other":"a"}"""]);
        yield return Judge(ContractTable.RequiredToOptional, "a member that may be absent", [typeof(int)], ["""{"Value":1}""", "{}"]);
        yield return Judge(ContractTable.OptionalToRequired, "a member that is always there", [typeof(int)], ["""{"Value":1}"""]);
        yield return Judge(ContractTable.NullAdded, "int → int?", [typeof(int)], ["""{"Value":1}""", """{"Value":null}"""]);
        yield return Judge(ContractTable.NullAdded, "uuid → uuid?", [typeof(Guid)], ["""{"Value":null}"""]);
        yield return Judge(ContractTable.NullAdded, "string → string?", [typeof(NotNull)], ["""{"Value":null}"""]);
        yield return Judge(ContractTable.NullRemoved, "int? → int", [typeof(int?)], ["""{"Value":1}"""]);
        yield return Judge(ContractTable.ElementNullAdded, "int[] → int?[]", [typeof(List<int>)], ["""{"Value":[1,null]}"""]);
        yield return Judge(ContractTable.ElementNullAdded, "values of a dictionary", [typeof(Dictionary<string, int>)], ["""{"Value":{"a":null}}"""]);
        yield return Judge(ContractTable.IntegerWidenedInRange, "int → long within [Range]", [typeof(int)], ["""{"Value":100}""", """{"Value":4294967296}"""]);
        yield return Judge(ContractTable.KindChanged, "array → object", [typeof(List<int>)], ["""{"Value":{"a":1}}"""]);
        yield return Judge(ContractTable.KindChanged, "object → text", [typeof(Dictionary<string, int>)], ["""{"Value":"a"}"""]);
        yield return Judge(ContractTable.NumberToText, "int → int as text", [typeof(int)], ["""{"Value":"1"}"""]);
        yield return Judge(ContractTable.EnumNameAdded, "a new name", [typeof(GroundTruth.TextEnum), typeof(string)], ["""{"Value":"Open"}""", """{"Value":"Waiting"}"""]);
        yield return Judge(ContractTable.EnumNameRemoved, "a name that is gone", [typeof(GroundTruth.TextEnum), typeof(string)], ["""{"Value":"Open"}"""]);
        yield return Judge(ContractTable.NumberEnumAdded, "a new number", [typeof(GroundTruth.NumberEnum), typeof(int)], ["""{"Value":1}""", """{"Value":77}"""]);
        yield return Judge(ContractTable.NumberEnumRemoved, "a number that is gone", [typeof(GroundTruth.NumberEnum)], ["""{"Value":1}"""]);
        yield return Judge(ContractTable.NumberEnumRenumbered, "Closed is 1", [typeof(Renumbered)], ["""{"Value":1}"""]);
        yield return Judge(ContractTable.DerivedAdded, "a new derived type", [typeof(Payment), typeof(JsonElement)], ["""{"Value":{"$type":"cash","Id":1}}"""]);
        yield return Judge(ContractTable.DerivedRemoved, "a derived type that is gone", [typeof(Payment), typeof(JsonElement)], ["""{"Value":{"$type":"card","Id":1,"Number":"a"}}"""], isFirstReaderOnly: true);
        yield return Judge(ContractTable.DiscriminatorChanged, "another discriminator", [typeof(Payment)], ["""{"Value":{"kind":"card","Id":1,"Number":"a"}}"""]);
    }

    private static Outcome Judge(ContractRow row, string change, IEnumerable<Type> consumers, IEnumerable<string> messages, string? known = null, bool isFirstReaderOnly = false)
    {
        string? bad = null;
        string? good = null;
        foreach (var message in messages)
        {
            foreach (var consumer in consumers)
            {
                foreach (var (reader, isSame) in GroundTruth.Read(consumer, message, known).Take(isFirstReaderOnly ? 2 : 3))
                {
                    var witness = $"{reader} as {consumer.Name} reads {message}";
                    bad ??= isSame ? null : witness;
                    good ??= isSame ? witness : null;
                }
            }
        }

        return new Outcome(row, change, bad, good);
    }

    [JsonDerivedType(typeof(Card), "card")]
    public class Payment
    {
        public int Id { get; set; }
    }

    public sealed class Card : Payment
    {
        public string? Number { get; set; }
    }

    /// <summary>A consumer whose code relies on a text that is never null.</summary>
    [JsonConverter(typeof(NotNullConverter))]
    [Newtonsoft.Json.JsonObject]
    public sealed class NotNull;

    /// <summary>The enum as it was: 1 is Open.</summary>
    [JsonConverter(typeof(RenumberedConverter))]
    public sealed class Renumbered;

    private sealed class NotNullConverter : JsonConverter<NotNull>
    {
        public override bool HandleNull => true;

        public override NotNull Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null ? throw new JsonException("The text is null.") : new();

        public override void Write(Utf8JsonWriter writer, NotNull value, JsonSerializerOptions options) => writer.WriteStringValue("");
    }

    private sealed class RenumberedConverter : JsonConverter<Renumbered>
    {
        public override Renumbered Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new();

        // The publisher sent 1 and meant Closed, whose number the consumer knows as 2.
        public override void Write(Utf8JsonWriter writer, Renumbered value, JsonSerializerOptions options) => writer.WriteNumberValue(2);
    }
}
