using GoQueue.Generators.Contracts;
using GoQueue.Generators.Parsing.Contracts;
using GoQueue.Generators.Pipeline;
using GoQueue.Generators.Tests.Harness;
using Xunit;

namespace GoQueue.Generators.Tests.Contracts;

[Covers<ContractParser>]
[Covers(typeof(ContractRuleParser))]
[Covers<GoQueue.Generators.Parsing.Contracts.ContractParser>]
[Covers(typeof(GoQueue.Generators.Parsing.Contracts.ContractRuleParser))]
[Covers(typeof(ContractWriter))]
public sealed class ContractParserTests
{
    private const string Order = """
        using System.ComponentModel.DataAnnotations;
        using System.Text.Json.Serialization;
        using GoQueue;
        namespace Shop.Events;

        public enum Region { Eu, [JsonStringEnumMemberName("us")] Us }

        public enum State { Open = 1, Closed = 2 }

        public sealed record Money([property: Range(typeof(decimal), "0.50", "100.0", MinimumIsExclusive = true)] decimal Amount, [property: StringLength(3)] string Currency);

        public sealed record Line([property: Required, MinLength(1)] string Sku, Money Price, Money? Discount, Line? Replaced);

        [JsonPolymorphic(TypeDiscriminatorPropertyName = "by")]
        [JsonDerivedType(typeof(Card), "card")]
        [JsonDerivedType(typeof(Cash), 3)]
        public abstract record Payment(Guid Id);

        public sealed record Card(Guid Id, [property: Encrypted] string Number) : Payment(Id);

        public sealed record Cash(Guid Id) : Payment(Id);

        [GoQueueEvent("orders", "order.{Region}.placed", "1.2", Priority = EventPriority.High)]
        public sealed partial record OrderPlaced(
            [property: OrderingKey] Guid CustomerId,
            [property: EventHeader("tenant")] string? Tenant,
            Region Region,
            [property: JsonConverter(typeof(JsonStringEnumConverter<State>))] State State,
            [property: Length(1, 100)] IReadOnlyList<Line> Lines,
            Dictionary<string, int?> Counts,
            Payment Payment,
            [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), RegularExpression("[a \"]+")] string? Note,
            [property: JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)] long Big,
            [property: JsonPropertyName("the name")] DateTimeOffset? At);
        """;

    [Fact]
    public void An_event_with_everything_has_a_line_for_each_fact()
    {
        var block = Assert.Single(ContractProject.BlocksOf(Order));

        Assert.Equal("orders/order.{.region}.placed 1.2", block.ToString());
        Assert.Equal(
            [
                "encrypted",
                "key      .customerId",
                "header   tenant = string?",
                "priority high",
                ".\"the name\"        datetimeoffset? required",
                ".big               long-text required",
                ".counts            map      required",
                ".counts{}          int?     required",
                ".customerId        uuid     required",
                ".lines             array    required count 1..100",
                ".lines[]           object   required",
                ".lines[].discount  object?  required",
                ".lines[].discount.amount decimal  required <= 100 > 0.5",
                ".lines[].discount.currency string   required length 0..3",
                ".lines[].price     object   required as .lines[].discount",
                ".lines[].replaced  object?  required as .lines[]",
                ".lines[].sku       string   required length 1.. nonblank",
                ".note              string   optional pattern \"[a \\\"]+\"",
                ".payment           object   required by by 3|card",
                ".payment<3>.id     uuid     required",
                ".payment<card>.id  uuid     required",
                ".payment<card>.number string   required encrypted",
                ".region            enum:int required 0=Eu|1=us",
                ".state             enum     required Closed|Open",
                ".tenant            string?  required",
            ],
            block.Lines);
    }

    [Fact]
    public void Printing_what_was_read_gives_the_same_lines()
    {
        var block = Assert.Single(ContractProject.BlocksOf(Order));

        Assert.Equal(block.Lines, ContractWriter.LinesOf(block.Shape));
        Assert.Empty(ContractComparer.Compare(block.Shape, block.Shape, block.Name));
    }

    [Fact]
    public void Names_in_CSharp_and_the_order_of_declarations_do_not_show()
    {
        var one = ContractProject.BlocksOf("""[GoQueue.GoQueueEvent("a", "b", "1.0")] public sealed partial record One(int X, Deep Y, Deep Z); public sealed record Deep(int V);""");
        var other = ContractProject.BlocksOf("""namespace Elsewhere; [GoQueue.GoQueueEvent("a", "b", "1.0")] public sealed partial record Two(Deeper Z, Deeper Y, int X); public sealed record Deeper(int V);""");

        Assert.Equal(one[0].Lines, other[0].Lines);
    }

    [Fact]
    public void What_only_run_time_knows_is_opaque()
    {
        var block = Assert.Single(ContractProject.BlocksOf("""
            using System.Text.Json; using System.Text.Json.Serialization; using GoQueue;
            public sealed class Upper : JsonConverter<string>
            {
                public override string Read(ref Utf8JsonReader reader, System.Type type, JsonSerializerOptions options) => reader.GetString()!;
                public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
            }
            [GoQueueEvent(Action = "b", Version = "1.0")]
            public sealed partial record One(JsonElement Any, [property: JsonConverter(typeof(Upper))] string Text)
            {
                [JsonExtensionData] public System.Collections.Generic.Dictionary<string, JsonElement>? More { get; set; }
            }
            """));

        Assert.Equal("*/b", block.Name);
        Assert.Equal([".*                 opaque   optional", ".any               opaque   required", ".text              opaque   required"], block.Lines);
    }

    [Fact]
    public void A_type_that_is_written_as_its_value_is_that_value()
    {
        const string Source = """
            using GoQueue;
            [GoQueueValue] public readonly record struct UserId(System.Guid Value);
            [GoQueueEvent("a", "b.{Id}", "1.0")]
            public sealed partial record One([property: OrderingKey] UserId Id, UserId? Other, [property: EventHeader("from")] UserId From);
            """;

        var block = Assert.Single(ContractProject.BlocksOf(Source));

        Assert.Equal("a/b.{.id}", block.Name);
        Assert.Equal(["key      .id", "header   from = uuid", ".from              uuid     required", ".id                uuid     required", ".other             uuid?    required"], block.Lines);
    }

    [Fact]
    public void Without_validation_there_are_no_rules()
    {
        const string Source = """
            [GoQueue.GoQueueEvent("a", "b", "1.0", Validate = false)]
            public sealed partial record One([property: System.ComponentModel.DataAnnotations.StringLength(5)] string X);
            """;

        Assert.Equal([".x                 string   required"], ContractProject.BlocksOf(Source)[0].Lines);
    }

    [Fact]
    public void An_event_with_an_error_has_no_contract() =>
        Assert.DoesNotContain("GoQueue-Contracts.g.cs", GeneratorRun.OfBroken(Sources.CompileAs(
            "Shop.Events", ContractProject.ParseOptions, """[GoQueue.GoQueueEvent("a", "", "1.0")] public sealed partial record One(int X);""")).Files.Keys);

    [Fact]
    public void A_project_without_contracts_prints_the_same_and_runs_no_step_of_theirs()
    {
        var off = GeneratorRun.Of(Sources.CompileAs("Shop.Events", Sources.ParseOptions, Order));
        var on = ContractProject.Run(Order);

        Assert.DoesNotContain(TrackingNames.Contracts, off.Result.TrackedSteps.Keys);
        Assert.Equal(off.Files.OrderBy(static file => file.Key), on.Files.Where(static file => file.Key != "GoQueue-Contracts.g.cs").OrderBy(static file => file.Key));
        Assert.Contains(TrackingNames.Contracts, on.Result.TrackedSteps.Keys);
    }

    [Fact]
    public void A_comment_a_moved_record_and_an_edited_method_print_nothing()
    {
        const string Source = """
            [GoQueue.GoQueueEvent("a", "b", "1.0")]
            public sealed partial record One(int X) { public static int F() => 1; }
            public enum Unused { A }
            """;

        ContractProject.Run(Source).AfterReplacing("=> 1;", "=> 2;").PrintsNothing();
        ContractProject.Run(Source).AfterReplacing("int X", "/* theirs */ int X").PrintsNothing();
        ContractProject.Run(Source).AfterReplacing("[GoQueue.Go", "\n\n[GoQueue.Go").PrintsNothing();
    }

    [Fact]
    public void A_changed_rule_value_prints_the_contracts_again()
    {
        const string Source = """
            using System.Text.Json.Serialization;
            [GoQueue.GoQueueEvent("a", "b", "1.0")]
            public sealed partial record One(State X);
            public enum State { A = 1, B = 2 }
            """;

        Assert.Contains("GoQueue-Contracts.g.cs", ContractProject.Run(Source).AfterReplacing("B = 2", "C = 2").Printed);
    }
}
