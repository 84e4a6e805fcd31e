using System.Buffers;
using System.Buffers.Text;
using System.Globalization;

namespace GoQueue.Generated.Json;

public ref partial struct JsonSpanWriter
{
    // "2026-11-23T08:17:42.1234567+00:00" and two quotes.
    private const int MaxTimestampLength = 35;

    // "-10675199.02:48:05.4775808" and two quotes.
    private const int MaxTimeSpanLength = 28;

    // Where the seven digits of the fraction end in the round-trip format "O".
    private const int FractionEnd = 27;

    /// <summary>Writes the ISO 8601 form; the fraction without trailing zeros.</summary>
    /// <param name="value">The value.</param>
    public void WriteDateTime(DateTime value)
    {
        Ensure(MaxTimestampLength);
        var text = _span[(_position + 1)..];
        Utf8Formatter.TryFormat(value, text, out var written, new StandardFormat('O'));
        FinishTimestamp(text, written);
    }

    /// <summary>Writes the ISO 8601 form with the offset (<c>+00:00</c> for UTC); the fraction without trailing zeros.</summary>
    /// <param name="value">The value.</param>
    public void WriteDateTimeOffset(DateTimeOffset value)
    {
        Ensure(MaxTimestampLength);
        var text = _span[(_position + 1)..];
        Utf8Formatter.TryFormat(value, text, out var written, new StandardFormat('O'));
        FinishTimestamp(text, written);
    }

    /// <summary>Writes <c>yyyy-MM-dd</c>.</summary>
    /// <param name="value">The value.</param>
    public void WriteDateOnly(DateOnly value)
    {
        Ensure(12);
        _span[_position++] = (byte)'"';
        value.TryFormat(_span[_position..], out var written, "O", CultureInfo.InvariantCulture);
        _position += written;
        _span[_position++] = (byte)'"';
    }

    /// <summary>Writes <c>hh:mm:ss[.fffffff]</c>.</summary>
    /// <param name="value">The value.</param>
    public void WriteTimeOnly(TimeOnly value) => WriteTimeSpan(value.ToTimeSpan());

    /// <summary>Writes <c>[-][d.]hh:mm:ss[.fffffff]</c>.</summary>
    /// <param name="value">The value.</param>
    public void WriteTimeSpan(TimeSpan value)
    {
        Ensure(MaxTimeSpanLength);
        _span[_position++] = (byte)'"';
        Utf8Formatter.TryFormat(value, _span[_position..], out var written, new StandardFormat('c'));
        _position += written;
        _span[_position++] = (byte)'"';
    }

    private void FinishTimestamp(Span<byte> text, int written)
    {
        var end = FractionEnd;
        while (text[end - 1] == (byte)'0')
        {
            end--;
        }

        if (text[end - 1] == (byte)'.')
        {
            end--;
        }

        if (end != FractionEnd)
        {
            text[FractionEnd..written].CopyTo(text[end..]);
            written -= FractionEnd - end;
        }

        _span[_position] = (byte)'"';
        text[written] = (byte)'"';
        _position += written + 2;
    }
}
