using System.ComponentModel.DataAnnotations;
using GoQueue.Generated.Validation.Rules;
using Xunit;

namespace GoQueue.Generated.Tests.Validation.Rules;

public class LengthRuleTests
{
    [Theory]
    [InlineData(""), InlineData("a"), InlineData("ab"), InlineData("abc"), InlineData("\ud83d\ude00"), InlineData("abcdefghijk")]
    public void Lengths_mean_what_the_attributes_mean(string value)
    {
        Assert.Equal(new StringLengthAttribute(2) { MinimumLength = 1 }.IsValid(value), LengthRule.Holds(value.Length, 1, 2));
        Assert.Equal(new MinLengthAttribute(2).IsValid(value), LengthRule.Holds(value.Length, 2, int.MaxValue));
        Assert.Equal(new MaxLengthAttribute(2).IsValid(value), LengthRule.Holds(value.Length, 0, 2));
        Assert.Equal(new MaxLengthAttribute().IsValid(value), LengthRule.Holds(value.Length, 0, int.MaxValue));
        Assert.Equal(new LengthAttribute(1, 3).IsValid(value), LengthRule.Holds(value.Length, 1, 3));
    }
}
