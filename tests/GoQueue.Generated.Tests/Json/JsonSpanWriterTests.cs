using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using GoQueue.Generated.Json;
using Xunit;

namespace GoQueue.Generated.Tests.Json;

/// <summary>The direct writer against System.Text.Json's own, value by value.</summary>
public sealed class JsonSpanWriterTests
{
    private delegate void Direct<in T>(ref JsonSpanWriter json, T value);

    [Fact]
    public void Every_character_of_the_basic_plane_is_escaped_like_System_Text_Json_does()
    {
        for (var unit = 0; unit <= char.MaxValue; unit++)
        {
            Same((char)unit, static (ref json, value) => json.WriteChar(value));
            Same("a" + (char)unit + "b", static (ref json, value) => json.WriteString(value));
        }
    }

    // Text is looked at in pieces of 8 and 16 characters, and once something was escaped in pieces of 64: a character must be found at each place of each.
    [Fact]
    public void Every_character_is_escaped_at_every_place_of_a_text()
    {
        foreach (var length in new[] { 1, 7, 8, 9, 15, 16, 17, 31, 33, 64, 65, 90 })
        {
            for (var place = 0; place < length; place++)
            {
                var text = new string('a', length).ToCharArray();
                foreach (var unit in "\0\u001f !\"#%&'()*+,;<=>?[\\]_`a~\u007f\u0080\u00a0\u00ff\u0100\u0122\u2028\u7fff\u8000\u8041\ud83d\ude00\uffff")
                {
                    text[place] = unit;
                    Same(new string(text), static (ref json, value) => json.WriteString(value));
                }

                text[place] = '\ud83d';
                text[Math.Min(place + 1, length - 1)] = '\ude00';
                Same(new string(text), static (ref json, value) => json.WriteString(value));
            }
        }
    }

    [Fact]
    public void Any_text_fits_a_buffer_that_gives_as_little_as_it_may() =>
        Gen.String[Gen.Char['\0', char.MaxValue], 0, 200].Select(Gen.String[Gen.Char[' ', '\u0080'], 0, 200], static (any, plain) => plain + any + plain).Sample(
            static text =>
            {
                var output = new StingyBufferWriter();
                var json = new JsonSpanWriter(output, 1);
                json.WriteString(text);
                json.Complete();
                Assert.True(JsonSerializer.SerializeToUtf8Bytes(text).AsSpan().SequenceEqual(output.Written), text);
            },
            iter: 5_000);

    [Fact]
    public void Surrogate_pairs_stay_whole_and_lone_surrogates_become_the_replacement_character()
    {
        foreach (var text in new[] { "😀", "a😀b😀", "\uD83D", "\uDE00", "\uDE00\uD83D", "😀\uD83D", "\uD83Dx", "\uD83D\uD83D\uDE00" })
        {
            Same(text, static (ref json, value) => json.WriteString(value));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("<>&'\"+`\\/")]
    [InlineData("\u0000\b\t\n\f\r\u001f\u007f\u2028\u2029")]
    public void Special_texts_equal(string? text) => Same(text, static (ref json, value) => json.WriteString(value));

    [Theory]
    [InlineData('a')]
    [InlineData('"')]
    [InlineData('é')]
    public void Long_texts_equal(char filler)
    {
        Same(new string(filler, 100_000), static (ref json, value) => json.WriteString(value));
        Same(new string('a', 99_999) + filler, static (ref json, value) => json.WriteString(value));
    }

    [Fact]
    public void Any_text_equals() =>
        Gen.String[Gen.Char['\0', char.MaxValue], 0, 60].Sample(text => Same(text, static (ref json, value) => json.WriteString(value)), iter: 20_000);

    [Fact]
    public void Any_mostly_plain_text_equals() =>
        Gen.String[Gen.Char[' ', '\u0100'], 0, 300].Sample(text => Same(text, static (ref json, value) => json.WriteString(value)), iter: 5_000);

    [Fact]
    public void Any_integer_equals()
    {
        Edges(Gen.Int, [int.MinValue, -1, 0, 1, int.MaxValue], static (ref json, value) => json.WriteInt32(value));
        Edges(Gen.UInt, [0u, uint.MaxValue], static (ref json, value) => json.WriteUInt32(value));
        Edges(Gen.Long, [long.MinValue, -1, 0, 1, long.MaxValue], static (ref json, value) => json.WriteInt64(value));
        Edges(Gen.ULong, [0ul, ulong.MaxValue], static (ref json, value) => json.WriteUInt64(value));
        Edges(Gen.Long.Select(Gen.ULong, static (high, low) => new Int128((ulong)high, low)), [Int128.MinValue, -1, 0, Int128.MaxValue], static (ref json, value) => json.WriteInt128(value));
        Edges(Gen.ULong.Select(Gen.ULong, static (high, low) => new UInt128(high, low)), [UInt128.MinValue, UInt128.MaxValue], static (ref json, value) => json.WriteUInt128(value));
    }

    [Fact]
    public void Any_finite_floating_number_equals()
    {
        Edges(
            Gen.Double.Where(double.IsFinite),
            [double.MinValue, double.MaxValue, double.Epsilon, -0.0, 0.0, 1e21, 1e-7, 123456789012345680000.0, 0.1, 5e-324],
            static (ref json, value) => json.WriteDouble(value));
        Edges(Gen.Float.Where(float.IsFinite), [float.MinValue, float.MaxValue, float.Epsilon, -0f, 16777216f, 1e-7f], static (ref json, value) => json.WriteSingle(value));
        Edges(Gen.UShort.Select(BitConverter.UInt16BitsToHalf).Where(Half.IsFinite), [Half.MinValue, Half.MaxValue, Half.Epsilon, (Half)(-0f)], static (ref json, value) => json.WriteHalf(value));
    }

    [Fact]
    public void Any_decimal_equals() =>
        Edges(
            Gen.Decimal,
            [decimal.MinValue, decimal.MaxValue, 0m, 0.00m, -0.0m, 1.10m, new decimal(1, 0, 0, true, 28), decimal.Parse("-79228162514264.337593543950335", CultureInfo.InvariantCulture)],
            static (ref json, value) => json.WriteDecimal(value));

    [Fact]
    public void Any_amount_of_money_equals() => Edges(
        Gen.ULong.Select(Gen.Int[0, 28], Gen.Bool, Gen.Int[0, 63], static (digits, scale, isNegative, shift) => new decimal((int)(digits >> shift), (int)(digits >> shift >> 32), 0, isNegative, (byte)scale)),
        [0.99m, -0.01m, 1m, 10.0m, ulong.MaxValue, -(decimal)ulong.MaxValue, (decimal)ulong.MaxValue + 1, new decimal(-1, -1, 0, true, 28), new decimal(-1, -1, 0, false, 19), new decimal(0, 0, 0, true, 28)],
        static (ref json, value) => json.WriteDecimal(value));

    [Fact]
    public void Any_point_in_time_equals()
    {
        var ticks = Gen.Long[0, DateTime.MaxValue.Ticks];
        Edges(
            ticks.Select(Gen.Int[0, 2], static (ticks, kind) => new DateTime(ticks, (DateTimeKind)kind)),
            [DateTime.MinValue, DateTime.MaxValue, DateTime.UnixEpoch, new(2026, 11, 23, 8, 17, 42, 120, DateTimeKind.Utc), new(2026, 11, 23, 10, 20, 30, DateTimeKind.Local)],
            static (ref json, value) => json.WriteDateTime(value));
        Edges(
            Gen.Long[DateTime.UnixEpoch.Ticks, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay].Select(Gen.Int[-840, 840], static (ticks, minutes) => new DateTimeOffset(ticks, TimeSpan.FromMinutes(minutes))),
            [DateTimeOffset.MinValue, DateTimeOffset.MaxValue, DateTimeOffset.UnixEpoch, new(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(-14))],
            static (ref json, value) => json.WriteDateTimeOffset(value));
        Edges(Gen.Int[0, DateOnly.MaxValue.DayNumber].Select(DateOnly.FromDayNumber), [DateOnly.MinValue, DateOnly.MaxValue], static (ref json, value) => json.WriteDateOnly(value));
        Edges(Gen.Long[0, TimeOnly.MaxValue.Ticks].Select(static ticks => new TimeOnly(ticks)), [TimeOnly.MinValue, TimeOnly.MaxValue, new(8, 30)], static (ref json, value) => json.WriteTimeOnly(value));
        Edges(Gen.Long.Select(static ticks => new TimeSpan(ticks)), [TimeSpan.MinValue, TimeSpan.MaxValue, TimeSpan.Zero, TimeSpan.FromDays(1)], static (ref json, value) => json.WriteTimeSpan(value));
    }

    [Fact]
    public void Identifiers_and_addresses_equal()
    {
        Edges(Gen.Guid, [Guid.Empty, Guid.AllBitsSet], static (ref json, value) => json.WriteGuid(value));
        foreach (var uri in new Uri?[] { new("https://example.com/ä?q=a b&c=d#é"), new("relative/path'", UriKind.Relative), new("http://EXAMPLE.com:80"), null })
        {
            Same(uri, static (ref json, value) => json.WriteUri(value));
        }

        foreach (var version in new Version?[] { new(1, 0), new(1, 2, 3), new(int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue), null })
        {
            Same(version, static (ref json, value) => json.WriteVersion(value));
        }
    }

    [Fact]
    public void Any_bytes_equal()
    {
        Same<byte[]?>(null, static (ref json, value) => json.WriteBase64(value));
        Gen.Byte.Array[0, 400].Sample(bytes => Same(bytes, static (ref json, value) => json.WriteBase64(value)), iter: 2_000);
        Same<ReadOnlyMemory<byte>>(new byte[] { 0xFB, 0xFF, 0xFE }, static (ref json, value) => json.WriteBase64(value.Span));
    }

    [Fact]
    public void Booleans_and_null_equal()
    {
        Same(true, static (ref json, value) => json.WriteBoolean(value));
        Same(false, static (ref json, value) => json.WriteBoolean(value));
        Same<string?>(null, static (ref json, _) => json.WriteNull());
    }

    [Fact]
    public void What_is_no_number_is_refused_with_the_exception_of_System_Text_Json()
    {
        foreach (var value in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
        {
            Assert.Equal(Failure(() => JsonSerializer.Serialize(value)), Failure(() => Written(value, static (ref json, value) => json.WriteDouble(value))));
            Assert.Equal(Failure(() => JsonSerializer.Serialize((float)value)), Failure(() => Written((float)value, static (ref json, value) => json.WriteSingle(value))));
            Assert.Equal(Failure(() => JsonSerializer.Serialize((Half)value)), Failure(() => Written((Half)value, static (ref json, value) => json.WriteHalf(value))));
        }
    }

    [Fact]
    public void Keys_are_escaped_and_followed_by_a_colon() =>
        Assert.Equal("\"a\\u0022\":", Encoding.UTF8.GetString(Written("a\"", static (ref json, value) => json.WriteKey(value))));

    [Fact]
    public void The_65th_level_is_refused_as_System_Text_Json_does()
    {
        var output = new ArrayBufferWriter<byte>();
        var refused = Assert.Throws<JsonException>(() =>
        {
            var json = new JsonSpanWriter(output, 16);
            for (var level = 1; level <= 64; level++)
            {
                json.Enter();
            }

            json.Leave();
            json.Enter();
            json.Enter();
        });
        Assert.Contains("64 levels", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Writing_grows_a_buffer_that_gives_as_little_as_it_may()
    {
        var output = new StingyBufferWriter();
        var json = new JsonSpanWriter(output, 1);
        json.WriteRaw("[1,"u8);
        json.WriteString("a<b");
        json.WriteRaw(","u8);
        json.WriteGuid(Guid.Empty);
        json.WriteRaw("]"u8);
        json.Complete();
        Assert.Equal("[1,\"a\\u003Cb\",\"00000000-0000-0000-0000-000000000000\"]", Encoding.UTF8.GetString(output.Written));
    }

    private static void Edges<T>(Gen<T> any, T[] edges, Direct<T> direct)
    {
        foreach (var edge in edges)
        {
            Same(edge, direct);
        }

        any.Sample(value => Same(value, direct), iter: 5_000);
    }

    private static void Same<T>(T value, Direct<T> direct)
    {
        var expected = JsonSerializer.SerializeToUtf8Bytes(value);
        var actual = Written(value, direct);
        if (!expected.AsSpan().SequenceEqual(actual))
        {
            Assert.Equal(Encoding.UTF8.GetString(expected), Encoding.UTF8.GetString(actual));
        }
    }

    private static byte[] Written<T>(T value, Direct<T> direct)
    {
        var output = new ArrayBufferWriter<byte>(1);
        var json = new JsonSpanWriter(output, 0);
        direct(ref json, value);
        json.Complete();
        return output.WrittenSpan.ToArray();
    }

    // System.Text.Json's own JsonException is of an internal type.
    private static Type? Failure(Action action) => Record.Exception(action) switch
    {
        JsonException => typeof(JsonException),
        var other => other?.GetType(),
    };

    // Gives exactly what is asked for and moves on every call: a writer that keeps an old span would be found out.
    private sealed class StingyBufferWriter : IBufferWriter<byte>
    {
        private byte[] _current = [];

        public byte[] Written { get; private set; } = [];

        public void Advance(int count) => Written = [.. Written, .. _current.AsSpan(0, count)];

        public Memory<byte> GetMemory(int sizeHint = 0) => _current = new byte[Math.Max(1, sizeHint)];

        public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
    }
}
