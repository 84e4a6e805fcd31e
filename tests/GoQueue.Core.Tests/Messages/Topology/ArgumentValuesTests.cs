using System.Globalization;
using GoQueue.Messages.Topology;
using RabbitMQ.Client;
using Xunit;

namespace GoQueue.Core.Tests.Messages.Topology;

/// <summary>Arguments are compared as a broker compares them, and described so that a reader sees the difference.</summary>
[Covers(typeof(ArgumentValues))]
public sealed class ArgumentValuesTests
{
    public static TheoryData<object?, object?> Same => new()
    {
        { 5, 5L },
        { (byte)5, (short)5 },
        { (sbyte)-5, -5L },
        { uint.MaxValue, (long)uint.MaxValue },
        { 0.5f, 0.5 },
        { null, null },
        { "all", "all" },
        { new byte[] { 1, 2 }, new byte[] { 1, 2 } },
        { new BinaryTableValue([1, 2]), new BinaryTableValue([1, 2]) },
        { new AmqpTimestamp(7), new AmqpTimestamp(7) },
        { new List<object?> { 1, "two" }, new object?[] { 1L, "two" } },
        { new Dictionary<string, object?> { ["a"] = 1, ["b"] = null }, new Dictionary<string, object?> { ["b"] = null, ["a"] = 1L } },
    };

    public static TheoryData<object?, object?> Different => new()
    {
        { 5, 6L },
        { 5, "5" },
        { 1, true },
        { 5L, 5.0 },
        { null, "" },
        { "all", "All" },
        { new byte[] { 1, 2 }, new byte[] { 1, 3 } },
        { new byte[] { 1, 2 }, new List<object?> { (byte)1, (byte)2 } },
        { new byte[] { 1, 2 }, new BinaryTableValue([1, 2]) },
        { new List<object?> { 1, 2 }, new List<object?> { 2, 1 } },
        { new List<object?> { 1 }, new List<object?> { 1, 1 } },
        { new Dictionary<string, object?> { ["a"] = 1 }, new Dictionary<string, object?> { ["b"] = 1 } },
        { new Dictionary<string, object?> { ["a"] = 1 }, new Dictionary<string, object?> { ["a"] = 1, ["b"] = 1 } },
    };

    public static TheoryData<object?, string> Described => new()
    {
        { 5, "5" },
        { true, "true" },
        { 0.5, "0.5" },
        { 0.5m, "0.5" },
        { null, "null" },
        { "quorum", "quorum" },
        { "5", "'5'" },
        { "True", "'True'" },
        { "", "''" },
        { "two\nlines", "two\\u000Alines" },
        { new byte[] { 1, 2 }, "2 bytes" },
        { new BinaryTableValue([1, 2, 3]), "3 bytes" },
        { new AmqpTimestamp(7), "7 s after 1970" },
        { new List<object?> { 1, "two", new List<object?>() }, "[1, two, []]" },
        { new Dictionary<string, object?> { ["a"] = 1, ["b"] = new List<object?> { true } }, "{a = 1, b = [true]}" },
    };

    [Theory]
    [MemberData(nameof(Same))]
    public void Values_with_the_same_contents_are_the_same(object? value, object? other)
    {
        Assert.True(ArgumentValues.AreSame(value, other));
        Assert.True(ArgumentValues.AreSame(other, value));
    }

    [Theory]
    [MemberData(nameof(Different))]
    public void Values_with_other_contents_or_of_another_class_are_different(object? value, object? other)
    {
        Assert.False(ArgumentValues.AreSame(value, other));
        Assert.False(ArgumentValues.AreSame(other, value));
    }

    [Theory]
    [MemberData(nameof(Described))]
    public void Values_are_described_in_one_readable_line_of_any_culture(object? value, string text)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } };
        try
        {
            Assert.Equal($" with x-note = {text}", ArgumentValues.Describe(new Dictionary<string, object?> { ["x-note"] = value }));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_long_value_is_cut_and_no_arguments_are_no_words()
    {
        var list = new List<object?>(Enumerable.Repeat<object?>("word", 60_000));

        Assert.Equal($" with x-note = [{string.Join(", ", Enumerable.Repeat("word", 17))}"[..115] + "…", ArgumentValues.Describe(new Dictionary<string, object?> { ["x-note"] = list }));
        Assert.Equal("", ArgumentValues.Describe(new Dictionary<string, object?>()));
        Assert.Equal("", ArgumentValues.Describe(null));
    }
}
