using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Xunit;

namespace GoQueue.Generators.Tests.Parsing.Json;

/// <summary>Each setting of <c>[assembly: GoQueueJson(…)]</c> changes bytes, and changes them as the option of System.Text.Json does.</summary>
public sealed class JsonSettingsTests
{
    private const string Events = """
        using System.Text.Json.Serialization;
        using GoQueue;
        namespace Shop.Events;

        public enum Channel { WebShop, Store = 7 }
        [Flags] public enum Rights : byte { None = 0, ReadAll = 1, WriteAll = 2 }
        public enum Twins { First, Second = 0, Third }
        public sealed record Line(string? StockKeepingUnit, int Quantity, Channel SoldBy, string NeverNull);
        public readonly record struct Size(int WidthInMM, Rights URLRights);

        [GoQueueEvent("orders", "order.placed", "1.0")]
        public sealed partial record OrderPlaced(
            Guid OrderID, string? CustomerName, int? ItemCount, int Zero, Channel Channel, Channel? MaybeChannel, Rights Rights, Twins Twins, Line? FirstLine, List<Line?>? AllLines,
            Dictionary<Channel, Rights>? ByChannel, Dictionary<string, Size>? Sizes, Size Size, string NotNull,
            [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Always,
            [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Sometimes,
            [property: JsonPropertyName("Given_Name")] string? Given)
        {
            public string? SnakeCase_mixed { get; init; }
        }
        """;

    [Theory]
    [InlineData("Unspecified")]
    [InlineData("CamelCase")]
    [InlineData("SnakeCaseLower")]
    [InlineData("SnakeCaseUpper")]
    [InlineData("KebabCaseLower")]
    [InlineData("KebabCaseUpper")]
    public void Names_follow_the_policy(string policy) => Same(
        $"NamingPolicy = JsonKnownNamingPolicy.{policy}",
        options => options.PropertyNamingPolicy = policy == "Unspecified" ? null : (JsonNamingPolicy)typeof(JsonNamingPolicy).GetProperty(policy)!.GetValue(null)!);

    [Fact]
    public void Enums_are_numbers_unless_strings_are_asked_for()
    {
        Same("EnumsAsStrings = false", static _ => { });
        Same("EnumsAsStrings = true", static options => options.Converters.Add(new JsonStringEnumConverter()));
    }

    [Theory]
    [InlineData(JsonIgnoreCondition.Never)]
    [InlineData(JsonIgnoreCondition.WhenWritingNull)]
    [InlineData(JsonIgnoreCondition.WhenWritingDefault)]
    public void Members_are_left_out_as_asked_for(JsonIgnoreCondition condition) =>
        Same($"DefaultIgnoreCondition = JsonIgnoreCondition.{condition}", options => options.DefaultIgnoreCondition = condition);

    [Fact]
    public void A_null_against_the_annotation_is_refused_where_asked_for() =>
        Same("RespectNullableAnnotations = true", static options => options.RespectNullableAnnotations = true);

    [Fact]
    public void All_settings_together() => Same(
        "NamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, EnumsAsStrings = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, RespectNullableAnnotations = true",
        static options =>
        {
            options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            options.Converters.Add(new JsonStringEnumConverter());
            options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault;
            options.RespectNullableAnnotations = true;
        });

    [Fact]
    public void Types_of_another_assembly_follow_the_events_settings_too() => GeneratedAssembly.With(
        """
        using System.Text.Json.Serialization;
        namespace Library;
        public enum Kind { OneKind, TwoKinds }
        public sealed record Shared(int SomeNumber, Kind SomeKind)
        {
            public string InitOnly { get; init; } = "initial";
            internal int Invisible { get; set; }
            internal string NotSeen = "";
        }
        public class Generic<T> where T : struct { public T ValueOfIt { get; init; } public List<T>? MoreOfThem { get; set; } }
        """,
        """
        using System.Text.Json.Serialization;
        using GoQueue;
        using Library;
        [assembly: GoQueueJson(NamingPolicy = JsonKnownNamingPolicy.KebabCaseLower)]
        namespace Shop.Events;
        [GoQueueEvent("t", "a", "1.0")]
        public sealed partial record UsesShared(Shared TheShared, Generic<Kind>? TheGeneric, Generic<int>? OtherGeneric);
        """)
        .SameAs(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower, TypeInfoResolver = new DefaultJsonTypeInfoResolver() });

    private static void Same(string settings, Action<JsonSerializerOptions> reflection)
    {
        var options = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
        reflection(options);
        GeneratedAssembly.Of(Events, $"using System.Text.Json.Serialization;\n[assembly: GoQueue.GoQueueJson({settings})]").SameAs(options);
    }
}
