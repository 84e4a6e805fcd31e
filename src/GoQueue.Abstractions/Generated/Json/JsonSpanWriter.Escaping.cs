using System.Runtime.CompilerServices;

namespace GoQueue.Generated.Json;

public ref partial struct JsonSpanWriter
{
    // Text that needs one escape mostly needs more nearby: this many characters are looked at one by one before whole runs are tried again.
    private const int EscapingChunk = 64;

    // The longest escape is that of a surrogate pair.
    private const int MaxEscapeLength = 12;

    private static ReadOnlySpan<byte> Hex => "0123456789ABCDEF"u8;

    // Goes on within a string, and ends it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WriteEscaped(scoped ReadOnlySpan<char> value)
    {
        while (true)
        {
            value = value[EscapeChunk(value)..];
            Ensure(value.Length + 1);
            var copied = JsonVerbatim.Copy(value, _span[_position..]);
            _position += copied;
            if (copied == value.Length)
            {
                _span[_position++] = (byte)'"';
                return;
            }

            value = value[copied..];
        }
    }

    // Tells how many UTF-16 units were written; a surrogate pair may reach one unit out of the chunk.
    private int EscapeChunk(scoped ReadOnlySpan<char> value)
    {
        var end = Math.Min(value.Length, EscapingChunk);
        Ensure(end * MaxEscapeLength);
        var target = _span[_position..];
        var written = 0;
        var read = 0;
        while (read < end)
        {
            var unit = value[read];
            if (JsonVerbatim.Contains(unit))
            {
                target[written++] = (byte)unit;
                read++;
            }
            else
            {
                var length = Escape(value[read..], target[written..]);
                written += length;
                read += length == MaxEscapeLength ? 2 : 1;
            }
        }

        _position += written;
        return read;
    }

    // Escapes one character, or one surrogate pair, which alone has the greatest length; tells how many bytes that were.
    private static int Escape(scoped ReadOnlySpan<char> value, Span<byte> target)
    {
        var unit = value[0];
        if (unit < ' ' || unit == '\\')
        {
            var letter = ShortEscapeOf(unit);
            if (letter != 0)
            {
                target[1] = letter;
                target[0] = (byte)'\\';
                return 2;
            }
        }
        else if (char.IsSurrogate(unit))
        {
            if (value.Length > 1 && char.IsSurrogatePair(unit, value[1]))
            {
                EscapeUnit(value[1], target[6..]);
                EscapeUnit(unit, target);
                return MaxEscapeLength;
            }

            unit = '\uFFFD';
        }

        EscapeUnit(unit, target);
        return 6;
    }

    private static byte ShortEscapeOf(char unit) => unit switch
    {
        '\\' => (byte)'\\',
        '\n' => (byte)'n',
        '\r' => (byte)'r',
        '\t' => (byte)'t',
        '\b' => (byte)'b',
        '\f' => (byte)'f',
        _ => 0,
    };

    private static void EscapeUnit(char unit, Span<byte> target)
    {
        target[5] = Hex[unit & 0xF];
        target[4] = Hex[(unit >> 4) & 0xF];
        target[3] = Hex[(unit >> 8) & 0xF];
        target[2] = Hex[unit >> 12];
        target[1] = (byte)'u';
        target[0] = (byte)'\\';
    }
}
