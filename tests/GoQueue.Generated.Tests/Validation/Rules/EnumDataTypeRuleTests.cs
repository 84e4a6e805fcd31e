using System.ComponentModel.DataAnnotations;
using CsCheck;
using GoQueue.Generated.Validation.Rules;
using Xunit;

namespace GoQueue.Generated.Tests.Validation.Rules;

public class EnumDataTypeRuleTests
{
    [Flags]
    private enum Colors
    {
        Red = 1,
        Blue = 4,
        Purple = Red | Blue,
        Odd = 24,
        Odder = 40,
    }

    [Flags]
    private enum Signed : sbyte
    {
        None = 0,
        One = 1,
        All = -1,
        Low = -128,
    }

    [Fact]
    public void A_flags_value_is_taken_apart_as_in_the_attribute()
        => Gen.Int[-2, 130].Sample(value => Agrees((Colors)value, (ulong)value));

    [Fact]
    public void A_negative_flags_value_is_taken_apart_as_in_the_attribute()
        => Gen.SByte.Sample(value => Agrees((Signed)value, (ulong)value));

    private static bool Agrees<T>(T value, ulong bits)
        where T : struct, Enum
    {
        var named = Enum.GetValues<T>().Select(x => (ulong)Convert.ToInt64(x)).OrderDescending().ToArray();
        return new EnumDataTypeAttribute(typeof(T)).IsValid(value) == EnumDataTypeRule.IsCombination(bits, named);
    }
}
