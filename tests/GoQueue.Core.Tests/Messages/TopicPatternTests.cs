using System.Text.RegularExpressions;
using CsCheck;
using GoQueue.Messages;
using Xunit;

namespace GoQueue.Core.Tests.Messages;

public sealed class TopicPatternTests
{
    // The examples of RabbitMQ's tutorial 5, and the edges that its server defines.
    [Theory]
    [InlineData("*.orange.*", "quick.orange.rabbit", true)]
    [InlineData("*.*.rabbit", "quick.orange.rabbit", true)]
    [InlineData("lazy.#", "lazy.orange.male.rabbit", true)]
    [InlineData("lazy.#", "lazy", true)]
    [InlineData("*.orange.*", "orange", false)]
    [InlineData("*.orange.*", "quick.orange.new.rabbit", false)]
    [InlineData("#", "", true)]
    [InlineData("#", "a.b.c", true)]
    [InlineData("*", "", false)]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("a", "", false)]
    [InlineData("#.b", "b", true)]
    [InlineData("#.b.#", "a.b.c", true)]
    [InlineData("#.#", "", true)]
    [InlineData("a.#.b", "a.b", true)]
    [InlineData("a..b", "a..b", true)]
    [InlineData("a.*.b", "a..b", true)]
    [InlineData("a*", "ab", false)]
    public void Matches_as_RabbitMQ_does(string pattern, string key, bool expected) => Assert.Equal(expected, TopicPattern.Matches(pattern, key));

    [Fact]
    public void Matches_what_an_equivalent_regular_expression_matches()
    {
        var word = Gen.OneOf(Gen.Const("a"), Gen.Const("b"), Gen.Const("c"));
        var patternWord = Gen.OneOf(Gen.Const("a"), Gen.Const("b"), Gen.Const("*"), Gen.Const("#"));
        Gen.Select(patternWord.List[1, 5], word.List[1, 6]).Sample((pattern, key) =>
        {
            var keyText = string.Join('.', key);
            Assert.Equal(ToRegex(pattern).IsMatch("." + keyText), TopicPattern.Matches(string.Join('.', pattern), keyText));
        });
    }

    private static Regex ToRegex(List<string> pattern) =>
        new("^" + string.Concat(pattern.Select(word => word switch { "#" => @"(\.[^.]*)*", "*" => @"\.[^.]*", _ => @"\." + word })) + "$");
}
