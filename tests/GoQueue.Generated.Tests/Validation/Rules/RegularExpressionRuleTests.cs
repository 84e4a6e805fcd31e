using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using GoQueue.Generated.Validation.Rules;
using Xunit;

namespace GoQueue.Generated.Tests.Validation.Rules;

public class RegularExpressionRuleTests
{
    [Theory]
    [InlineData("a|ab"), InlineData("[a-b]+"), InlineData("^a"), InlineData("b$"), InlineData(".*"), InlineData("(?i)AB"), InlineData("")]
    public void A_pattern_means_what_the_attribute_means(string pattern)
    {
        foreach (var value in (string?[])[null, "", "a", "ab", "b", "aab", "ab\n", "AB", "cab"])
        {
            if (pattern.Length == 0)
            {
                // The attribute throws; the compiler refuses it (GQ4002).
                continue;
            }

            Assert.Equal(new RegularExpressionAttribute(pattern).IsValid(value), RegularExpressionRule.Holds(value, new Regex(pattern), out var timedOut));
            Assert.False(timedOut);
        }
    }

    [Fact]
    public void A_timeout_is_an_answer_and_no_exception_with_the_text()
    {
        var slow = new Regex("(a+)+b", RegexOptions.None, TimeSpan.FromMilliseconds(1));
        Assert.False(RegularExpressionRule.Holds(new string('a', 40), slow, out var timedOut));
        Assert.True(timedOut);
    }
}
