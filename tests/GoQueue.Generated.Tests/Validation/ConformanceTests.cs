using System.Collections.ObjectModel;
using Xunit;

namespace GoQueue.Generated.Tests.Validation;

/// <summary>Each attribute with a table of values, through generated code and through <c>Validator.TryValidateObject</c>.</summary>
public class ConformanceTests
{
    [Fact]
    public void Email_addresses() => Conformance.Check(["a@b", "a", "", null, "@", "a@b@c", "a@b\n"], static v => new Texts(Email: v));

    [Fact]
    public void Phone_numbers() => Conformance.Check(["1", "a", "", null, "+49 1 x2", "1 ext.2", "1/2"], static v => new Texts(Phone: v));

    [Fact]
    public void Urls() => Conformance.Check(["http://a", "a", "", null, "ftp://a", "mailto:a"], static v => new Texts(Url: v));

    [Fact]
    public void Uris() => Conformance.Check(
        ["http://a", "a", null, "ftp://a", "mailto:a"], static v => new Texts(Site: v is null ? null : new Uri(v, UriKind.RelativeOrAbsolute)));

    [Fact]
    public void Credit_cards() => Conformance.Check(["18", "19", "", null, "4111-1111 11111111", "x"], static v => new Texts(Card: v));

    [Fact]
    public void Base64() => Conformance.Check(["AA==", "AB==", "", null, "A", "AA= ="], static v => new Texts(Data: v));

    [Fact]
    public void Regular_expressions() => Conformance.Check(["a", "ab", "b", "", null, "ba"], static v => new Texts(Pattern: v));

    [Fact]
    public void String_lengths()
    {
        string?[] values = ["", null, "a", "ab", "abcd", "abcde"];
        Conformance.Check(values, static v => new Texts(Between: v));
        Conformance.Check(values, static v => new Texts(Short: v));
        Conformance.Check(values, static v => new Texts(Long: v));
        Conformance.Check(values, static v => new Texts(NotLong: v));
        Conformance.Check(values, static v => new Texts(Length: v));
        Assert.All(values, static v => Assert.True(Conformance.Check(new Texts(Any: v))));
    }

    [Fact]
    public void Numbers_in_texts()
    {
        string?[] values = ["", null, "1", "2", "4", "5", "x", "1.5", " 2 ", "2.0"];
        Conformance.Check(values, static v => new Texts(Number: v));
        Conformance.Check(values, static v => new Texts(Fraction: v));
    }

    [Fact]
    public void Allowed_and_denied_texts()
    {
        string?[] values = ["a", "b", "B", "", null];
        Conformance.Check(values, static v => new Texts(Allowed: v));
        Conformance.Check(values, static v => new Texts(Denied: v));
    }

    [Fact]
    public void Enums_in_texts()
    {
        Conformance.Check(["Monday", "monday", "1", "7", "", null, "x", "Monday, Tuesday", " Friday "], static v => new Texts(Day: v));
        Conformance.Check(["Class", "Class, Struct", "0", "", null, "x", "65536", "All", "5"], static v => new Texts(Targets: v));
    }

    [Fact]
    public void Several_rules_on_one_member() => Conformance.Check(["abc", "x", "xxxxxx", "ab", null], static v => new Texts(Several: v));

    [Fact]
    public void Required_members()
    {
        var sound = new Requirements { Name = "a", Note = "", Code = "abc", Count = 1, Items = [1], Password = "p", Letter = "a" };
        Requirements[] table =
        [
            sound, new(), sound with { Name = " " }, sound with { Note = null }, sound with { Code = "" }, sound with { Code = "ABCD" }, sound with { Code = null },
            sound with { Count = null }, sound with { Count = 6 }, sound with { Items = null },
            sound with { Items = [] }, sound with { Password = null }, sound with { Password = "secret" }, sound with { Letter = null }, sound with { Letter = "b" },
        ];
        Conformance.Check(table, static v => v);
    }

    [Fact]
    public void Integers()
    {
        for (var i = -4; i < 8; i++)
        {
            var small = (byte)Math.Max(i, 0);
            Conformance.Check(new Numbers
            {
                SByte = (sbyte)i, Byte = small, Int16 = (short)i, UInt16 = small, Int32 = i, NullableInt32 = i, UInt32 = small, Int64 = i, UInt64 = small,
                FractionOfInt32 = i, Odd = i, OddAlways = i, DayNumber = i, NamedDay = (DayOfWeek)i, Workday = (DayOfWeek)i, Weekday = (DayOfWeek)i,
                AllowedDay = (DayOfWeek)i, DayText = (DayOfWeek)i, DeniedByte = small, Long = i, AllowedLong = i,
            });
        }

        Conformance.Check<int, Numbers>([1, -1, 0, 999, 1000, -1000], static v => new Numbers { Digits = v });
        Conformance.Check<int, Numbers>([1, 2, 3, 4, 0, 32767, 65536, -1], static v => new Numbers { Targets = (AttributeTargets)v });
        Conformance.Check<long?, Numbers>([-1, 0, long.MaxValue, null], static v => new Numbers { AllowedLong = v });
    }

    [Fact]
    public void Fractions()
    {
        foreach (var value in (double[])[-1.5, -1.51, 2.5, 2.51, 0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0.5])
        {
            Conformance.Check(new Numbers { Single = (float)value, Double = value, NullableDouble = value, DeniedDouble = value });
        }

        for (var value = -2m; value < 4; value += 0.25m)
        {
            Conformance.Check(new Numbers { Decimal = value, Rounded = (double)value, RoundedDecimal = value, Price = value });
        }

        Conformance.Check<decimal, Numbers>([-0.1m, -0.11m, 99999999999999999999.99m, 100000000000000000000m], static v => new Numbers { Price = v });
    }

    [Fact]
    public void Dates_and_times()
    {
        Conformance.Check<int, Numbers>([2019, 2020, 2030, 2031], static v => new Numbers { Date = new DateTime(v, 1, 1), Day = new DateOnly(v, 12, 31) });
        Conformance.Check<int, Numbers>([7, 8, 17, 18], static v => new Numbers { Time = new TimeOnly(v, 0) });
        Conformance.Check<int?, Numbers>([0, 1, 86400, 86401, null], static v => new Numbers { Wait = v is { } s ? TimeSpan.FromSeconds(s) : null });
        Conformance.Check<int, Numbers>([2019, 2020, 2030, 2031], static v => new Numbers { Moment = new DateTimeOffset(v, 1, 1, 0, 0, 0, TimeSpan.Zero) });
    }

    [Fact]
    public void Flags_letters_and_truths()
    {
        Conformance.Check<bool?, Numbers>([true, false, null], static v => new Numbers { Accepted = v });
        Conformance.Check<bool?, Numbers>([true, false, null], static v => new Numbers { Agreed = v });
        Conformance.Check<bool?, Numbers>([true, false, null], static v => new Numbers { Yes = v });
        Conformance.Check<char?, Numbers>(['a', 'f', 'g', 'A', null], static v => new Numbers { Letter = v });
        Conformance.Check<char?, Numbers>(['a', 'b', 'c', null], static v => new Numbers { AllowedChar = v });
    }

    [Fact]
    public void Lengths_of_collections()
    {
        int[]?[] values = [null, [], [1], [1, 2], [1, 2, 3]];
        Conformance.Check(values, static v => new Lengths(Array: v));
        Conformance.Check(values, static v => new Lengths(List: v?.ToList()));
        Conformance.Check(values, static v => new Lengths(ReadOnly: v));
        Conformance.Check(values, static v => new Lengths(Collection: v));
        Conformance.Check(values, static v => new Lengths(Map: v?.ToDictionary(static k => $"{k}")));
        Conformance.Check(values, static v => new Lengths(ReadOnlyMap: v?.ToDictionary(static k => $"{k}")));
        Conformance.Check(values, static v => new Lengths(Set: v?.ToHashSet()));
        Conformance.Check(values, static v => new Lengths(Owned: v is null ? null : new Collection<int>([.. v])));
        Conformance.Check(values, static v => new Lengths(Interface: v?.ToHashSet()));
    }

    [Fact]
    public void Rules_of_base_types()
    {
        var sound = new DerivedRules();
        DerivedRules[] table =
        [
            sound, sound with { Number = 6 }, sound with { Narrowed = 4 }, sound with { Narrowed = 6 }, sound with { Text = "abcd" }, sound with { Email = "a" },
            sound with { Number = 0, Text = "abc", Email = "a@b" },
        ];
        Conformance.Check(table, static v => v);
    }

    [Fact]
    public void Rules_on_parameters_and_on_properties()
    {
        Places[] table =
        [
            new(), new(OnParameter: "a"), new(OnParameter: "a@b"), new(OnProperty: "a"), new(OnBoth: "a"), new(OnBoth: "ab"), new(OnBoth: "abcde"), new(Number: 6), new(Number: 5),
        ];
        Assert.All(table, static value => Conformance.Check(value, new Places.Twin(value)));
        Assert.Equal(4, table.Count(static value => value.TryValidate(out _)));
    }

    [Fact]
    public void Texts_of_the_users_own()
    {
        var sound = new Worded { Name = "a", Address = "a@b", AddressAgain = "a@b", NumberAgain = 0 };
        Worded[] table =
        [
            sound, new(), sound with { Code = "a" }, sound with { Share = 2 }, sound with { Address = "a", AddressAgain = "a" }, sound with { AddressAgain = "b" },
            sound with { AddressAgain = null }, sound with { NumberAgain = null }, sound with { NumberAgain = 1 }, sound with { Number = 1, NumberAgain = 1 },
        ];
        Conformance.Check(table, static v => v);
    }
}
