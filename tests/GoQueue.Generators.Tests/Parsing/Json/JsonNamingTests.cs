using System.Text.Json;
using CsCheck;
using GoQueue.Generators.Emission.Json;
using GoQueue.Generators.Parsing.Json;
using Xunit;

namespace GoQueue.Generators.Tests.Parsing.Json;

/// <summary>What the generator does at compile time, against what System.Text.Json does at run time.</summary>
[Covers(typeof(JsonNaming))]
[Covers(typeof(JsonTypeNames))]
public sealed class JsonNamingTests
{
    private static readonly Dictionary<string, JsonNamingPolicy> s_policies = new(StringComparer.Ordinal)
    {
        ["CamelCase"] = JsonNamingPolicy.CamelCase,
        ["SnakeCaseLower"] = JsonNamingPolicy.SnakeCaseLower,
        ["SnakeCaseUpper"] = JsonNamingPolicy.SnakeCaseUpper,
        ["KebabCaseLower"] = JsonNamingPolicy.KebabCaseLower,
        ["KebabCaseUpper"] = JsonNamingPolicy.KebabCaseUpper,
    };

    // Letters of every case, digits, separators; the rest of Unicode now and then.
    private static readonly Gen<string> s_names = Gen.OneOf(
        Gen.Char["ABCXYZ"], Gen.Char["abcxyz"], Gen.Char["0123456789"], Gen.Char["_ -.ÄÖäößЖжΣσ"], Gen.Char['\u0020', '\uD7FF']).Array[0, 12].Select(static characters => new string(characters));

    public static TheoryData<string> Policies => [.. s_policies.Keys];

    [Theory]
    [MemberData(nameof(Policies))]
    public void Names_are_converted_as_by_the_runtime(string policy)
    {
        foreach (var name in new[] { "", "a", "A", "AB", "Ab", "URL", "URLValue", "IOStream", "ID2", "Id", "A1B2", "already_snake", "_Leading", "Trailing_", "XMLHttpRequest", "A B", " X", "Ünïcödé", "İ" })
        {
            Assert.Equal(s_policies[policy].ConvertName(name), JsonNaming.Convert(name, policy));
        }

        s_names.Sample(name => Assert.Equal(s_policies[policy].ConvertName(name), JsonNaming.Convert(name, policy)), iter: 20_000);
    }

    [Fact]
    public void Without_a_policy_names_stay() => s_names.Sample(static name => Assert.Equal(name, JsonNaming.Convert(name, "Unspecified")), iter: 100);

    [Fact]
    public void Texts_are_escaped_as_by_the_runtime()
    {
        for (var unit = 0; unit <= char.MaxValue; unit++)
        {
            if (!char.IsSurrogate((char)unit))
            {
                Same("a" + (char)unit);
            }
        }

        Gen.OneOf(Gen.Char['\0', '\uD7FF'].Select(static unit => unit.ToString()), Gen.Int[0x10000, 0x10FFFF].Select(char.ConvertFromUtf32)).Array[0, 20]
            .Select(string.Concat)
            .Sample(Same, iter: 20_000);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_found()
    {
        Assert.True(JsonNaming.IsText("a😀b"));
        Assert.All(new[] { "\uD83D", "\uDE00", "a\uD83Db", "😀\uDE00" }, static text =>
        {
            Assert.False(JsonNaming.IsText(text));
            Assert.Throws<ArgumentException>(() => JsonEncodedText.Encode(text));
        });
    }

    private static void Same(string text) => Assert.Equal($"\"{JsonEncodedText.Encode(text)}\"", JsonText.Quoted(text));
}
