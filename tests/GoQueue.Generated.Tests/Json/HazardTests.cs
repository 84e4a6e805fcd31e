using System.Collections.Immutable;
using System.Drawing;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GoQueue.Generated.Tests.Json.Events;
using Xunit;

namespace GoQueue.Generated.Tests.Json;

[GoQueueEvent("json", "by-in", "1.0")]
public sealed partial record ByIn
{
    public ByIn(in int number, in string text) => (Number, Text) = (number, text);

    public int Number { get; }
    public string Text { get; }
}

[GoQueueEvent("json", "of-the-framework", "1.0")]
public sealed partial record OfTheFramework(Rectangle Area, Size? Size);

/// <summary>Values on which writers fail, or differ from each other, more easily than on others.</summary>
public sealed class HazardTests
{
    public static TheoryData<int> Depths => [1, 2, 3, 30, 59, 60, 61, 62, 63, 64, 65, 66, 100, 1000];

    [Theory]
    [MemberData(nameof(Depths))]
    public void Deep_data_is_written_or_refused_at_the_same_depth(int depth)
    {
        Node? chain = null;
        Node? tree = null;
        Recursive? own = null;
        for (var i = 0; i < depth; i++)
        {
            chain = new Node { Value = i, Next = chain };
            tree = new Node { Value = i, Children = tree is null ? [] : [tree] };
            own = new Recursive("a", null, own, null);
        }

        Differential.Check(new Recursive("chain", chain, null, null));
        Differential.Check(new Recursive("tree", tree, null, null));
        Differential.Check(own!);
    }

    [Fact]
    public void A_cycle_ends_in_an_exception_and_not_in_a_stack_overflow()
    {
        var node = new Node { Value = 1 };
        node.Next = node;

        Differential.Check(new Recursive("cycle", node, null, null));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void What_is_no_number_is_refused_alike(double value)
    {
        Differential.Check(new NullableScalars(null, null, null, value, null, null, null, null, null, null, null));
        Differential.Check(new MoreScalars { Half = (Half)value });
        Differential.Check(new Numbers(null, value, 1, null, 1));
        Differential.Check(new Numbers(new Stringly(1, value, null), 1, 1, null, 1));
        Differential.Check(new AListOffloat([1, (float)value]));
        Differential.Check(new AListOfDictionaryOfstringAnddouble([new() { ["a"] = value }]));
    }

    [Fact]
    public void A_default_immutable_array_is_refused_alike()
    {
        Differential.Check(new ImmutableArrayOfInt(default));
        Differential.Check(new ImmutableArrayOfLine(default));
        Differential.Check(new ImmutableArrayOfInt([]));
        Differential.Check(new AImmutableArrayOfintNullable(default(ImmutableArray<int>)));
    }

    [Fact]
    public void Long_texts_are_whole()
    {
        foreach (var text in new[] { new string('x', 100_000), new string('é', 100_000), new string('"', 100_000), string.Concat(Enumerable.Repeat("😀", 50_000)) })
        {
            Differential.Check(new ListOfString([text, text]));
            Differential.Check(new DictionaryByString(new() { [text] = 1 }));
        }
    }

    [Fact]
    public void Lone_surrogates_become_the_replacement_character()
    {
        Differential.Check(new ListOfString(["\uD83D", "\uDE00", "a\uD83Db"]));
        Differential.Check(new DictionaryByString(new() { ["\uD83D"] = 1 }));
        Differential.Check(new DictionaryByChar(new() { ['\uD83D'] = 1 }));
    }

    [Fact]
    public void A_derived_value_in_a_base_typed_member_is_written_as_its_declared_type() =>
        Differential.Check(new Inheritance(new Puppy { Owner = "o" }, new Puppy { Age = "4" }, null, [new Dog(), new Animal()]));

    [Fact]
    public void A_null_in_a_member_that_says_it_has_none_is_written()
    {
        Differential.Check(new Nested(default, null, null!, null, null!, default));
        Differential.Check(new Scalars(null!, false, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, default, default, default, default, default, default, default));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"third<&>é\":1}")]
    [InlineData("{\"third<&>é\":1,\"class\":\"c\",\"unknown\":[{}]}")]
    [InlineData("{\"third<&>é\":\"1\",\"class\":\"c\"}")]
    [InlineData("{\"third<&>é\":1,\"class\":\"c\",\"private\":9,\"_secret\":\"s\",\"field\":3,\"internal\":4}")]
    [InlineData("{\"third<&>é\":1,\"class\":\"c\"} x")]
    [InlineData("{\"third<&>é\":1,\"class\":")]
    public void Other_input_is_read_or_refused_alike(string json)
    {
        Assert.Equal(Read<Annotated>(json, Differential.Reflection), Read<Annotated>(json, GoQueueJsonContext.Default.Options));
        Assert.Equal(Read<Scalars>(json, Differential.Reflection), Read<Scalars>(json, GoQueueJsonContext.Default.Options));
        Assert.Equal(Read<Initializers>(json, Differential.Reflection), Read<Initializers>(json, GoQueueJsonContext.Default.Options));
        Assert.Equal(Read<Defaults>(json, Differential.Reflection), Read<Defaults>(json, GoQueueJsonContext.Default.Options));
        Assert.Equal(Read<Constructors>(json, Differential.Reflection), Read<Constructors>(json, GoQueueJsonContext.Default.Options));
        Assert.Equal(Read<StructEvent>(json, Differential.Reflection), Read<StructEvent>(json, GoQueueJsonContext.Default.Options));
    }

    [Fact]
    public void Constructors_may_take_parameters_by_in_which_reflection_refuses()
    {
        Assert.Throws<InvalidOperationException>(() => JsonSerializer.Serialize(new ByIn(1, "a"), Differential.Reflection));

        var json = JsonSerializer.Serialize(new ByIn(1, "a"), GoQueueJsonContext.Default.ByIn);
        Assert.Equal(new ByIn(1, "a"), JsonSerializer.Deserialize(json, GoQueueJsonContext.Default.ByIn));
    }

    [Fact]
    public void Members_of_framework_types_stand_in_the_order_that_the_compiler_sees()
    {
        // Reference assemblies sort them; at run time they stand as they were written.
        var value = new OfTheFramework(new Rectangle(1, 2, 3, 4), new Size(5, 6));
        var json = JsonSerializer.Serialize(value, GoQueueJsonContext.Default.OfTheFramework);

        Assert.StartsWith("""{"area":{"bottom":6,"height":4,"isEmpty":false,"left":1,"location":{""", json, StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(JsonSerializer.Serialize(value, Differential.Reflection)), JsonNode.Parse(json)));
        Assert.Equal(json, Encoding.UTF8.GetString(Differential.Direct(value, EventDescriptor.For<OfTheFramework>().JsonWriter!)));
    }

    private static string Read<T>(string json, JsonSerializerOptions options)
    {
        try
        {
            return JsonSerializer.Serialize(JsonSerializer.Deserialize<T>(json, options), Differential.Reflection);
        }
        catch (Exception failure)
        {
            return failure is JsonException ? nameof(JsonException) : failure.GetType().Name;
        }
    }
}
