using System.ComponentModel.DataAnnotations;
using CsCheck;
using GoQueue.Generated.Validation.Rules;
using Xunit;

namespace GoQueue.Generated.Tests.Validation.Rules;

/// <summary>Our comparisons and the attribute's give the same answer, where the attribute has one.</summary>
public class RangeRuleTests
{
    public static TheoryData<bool, bool> Bounds => new() { { false, false }, { true, false }, { false, true }, { true, true } };

    [Theory, MemberData(nameof(Bounds))]
    public void Integers_compare_as_in_the_attribute(bool minimumIsExclusive, bool maximumIsExclusive)
    {
        var attribute = new RangeAttribute(-3, 5) { MinimumIsExclusive = minimumIsExclusive, MaximumIsExclusive = maximumIsExclusive };
        for (var value = -10; value < 10; value++)
        {
            Assert.Equal(attribute.IsValid(value), RangeRule.Holds(value, -3, 5, minimumIsExclusive, maximumIsExclusive));
        }
    }

    [Theory, MemberData(nameof(Bounds))]
    public void Fractions_compare_as_in_the_attribute(bool minimumIsExclusive, bool maximumIsExclusive)
    {
        var attribute = new RangeAttribute(-0.5, 1.5) { MinimumIsExclusive = minimumIsExclusive, MaximumIsExclusive = maximumIsExclusive };
        foreach (var value in (double[])[double.NaN, double.NegativeInfinity, double.PositiveInfinity, -0.5, 1.5, -0.0, 0, Math.BitIncrement(1.5), Math.BitDecrement(-0.5), 1])
        {
            Assert.Equal(attribute.IsValid(value), RangeRule.Holds(value, -0.5, 1.5, minimumIsExclusive, maximumIsExclusive));
        }
    }

    [Fact]
    public void Fractions_are_rounded_before_integer_limits_as_in_the_attribute()
    {
        var attribute = new RangeAttribute(-3, 4);
        Gen.Int[-12, 12].Sample(halves =>
        {
            var value = halves / 2.0;
            return attribute.IsValid(value) == RangeRule.HoldsRounded(value, -3, 4)
                && attribute.IsValid((decimal)value) == RangeRule.HoldsRounded((decimal)value, -3, 4)
                && attribute.IsValid((float)value) == RangeRule.HoldsRounded((float)value, -3, 4);
        });
        foreach (var value in (double[])[3.4999, 4.4999, 4.50001, -3.4999, -3.50001])
        {
            Assert.Equal(attribute.IsValid(value), RangeRule.HoldsRounded(value, -3, 4));
        }
    }

    [Theory]
    [InlineData(double.NaN), InlineData(double.PositiveInfinity), InlineData(3e9), InlineData(-3e9)]
    public void What_the_attribute_cannot_convert_is_out_of_range(double value)
    {
        Assert.Throws<OverflowException>(() => new RangeAttribute(int.MinValue, int.MaxValue).IsValid(value));
        Assert.False(RangeRule.HoldsRounded(value, int.MinValue, int.MaxValue));
    }

    [Theory]
    [InlineData(null), InlineData(""), InlineData("1"), InlineData(" 1 "), InlineData("+1"), InlineData("5"), InlineData("6"), InlineData("1.5"), InlineData("x"), InlineData("1,0"),
        InlineData("1e0"), InlineData("-0"), InlineData("(1)"), InlineData("0x1"), InlineData(" ")]
    public void Numbers_in_texts_compare_as_in_the_attribute(string? value)
    {
        Assert.Equal(new RangeAttribute(1, 5).IsValid(value), RangeRule.HoldsText(value, 1, 5));
        Assert.Equal(new RangeAttribute(1.0, 5.0).IsValid(value), RangeRule.HoldsText(value, 1.0, 5.0));
    }
}
