using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;

namespace GoQueue.Generated.Json;

public ref partial struct JsonSpanWriter
{
    // Utf8JsonWriter refuses longer strings, because escaping may make them six times as long (JsonConstants.MaxUnescapedTokenSize).
    private const int MaxTextLength = 166_666_666;

    // Base64 text that still fits an array (JsonConstants.MaxBase64ValueTokenSize).
    private const int MaxBinaryLength = 125_000_000;

    // What the default encoder lets pass: printable ASCII without " & ' + < > \ ` (JavaScriptEncoder.Default).
    private static readonly SearchValues<char> s_verbatim = SearchValues.Create(
        " !#$%()*,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}~");

    private static ReadOnlySpan<byte> Hex => "0123456789ABCDEF"u8;

    /// <summary>Writes a string with its quotes, or <c>null</c>.</summary>
    /// <param name="value">The text; a lone surrogate becomes U+FFFD.</param>
    /// <exception cref="ArgumentException">The text is longer than 166,666,666 characters.</exception>
    public void WriteString(string? value)
    {
        if (value is null)
        {
            WriteNull();
            return;
        }

        WriteString(value.AsSpan());
    }

    /// <summary>Writes text with its quotes.</summary>
    /// <param name="value">The text; a lone surrogate becomes U+FFFD.</param>
    /// <exception cref="ArgumentException">The text is longer than 166,666,666 characters.</exception>
    public void WriteString(scoped ReadOnlySpan<char> value)
    {
        if (value.ContainsAnyExcept(s_verbatim) || value.Length > MaxTextLength)
        {
            WriteEscaped(value);
            return;
        }

        Ensure(value.Length + 2);
        var target = _span.Slice(_position, value.Length + 2);
        target[0] = (byte)'"';
        Ascii.FromUtf16(value, target[1..], out _);
        target[^1] = (byte)'"';
        _position += target.Length;
    }

    /// <summary>Writes one character as a string.</summary>
    /// <param name="value">The character; a lone surrogate becomes U+FFFD.</param>
    public void WriteChar(char value) => WriteString(new ReadOnlySpan<char>(in value));

    /// <summary>Writes a dictionary's key and the colon.</summary>
    /// <param name="key">The key.</param>
    public void WriteKey(scoped ReadOnlySpan<char> key)
    {
        WriteString(key);
        WriteRaw(":"u8);
    }

    /// <summary>Writes a Guid in its hyphenated form.</summary>
    /// <param name="value">The value.</param>
    public void WriteGuid(Guid value)
    {
        Ensure(38);
        var target = _span.Slice(_position, 38);
        target[0] = (byte)'"';
        Utf8Formatter.TryFormat(value, target[1..], out _);
        target[37] = (byte)'"';
        _position += 38;
    }

    /// <summary>Writes the address as it was given, or <c>null</c>.</summary>
    /// <param name="value">The value.</param>
    public void WriteUri(Uri? value) => WriteString(value?.OriginalString);

    /// <summary>Writes a version, or <c>null</c>.</summary>
    /// <param name="value">The value.</param>
    public void WriteVersion(Version? value)
    {
        if (value is null)
        {
            WriteNull();
            return;
        }

        // Four numbers of up to ten digits, three dots, two quotes.
        Ensure(45);
        _span[_position++] = (byte)'"';
        value.TryFormat(_span[_position..], out var written);
        _position += written;
        _span[_position++] = (byte)'"';
    }

    /// <summary>Writes bytes as base64 text, or <c>null</c>.</summary>
    /// <param name="value">The bytes.</param>
    public void WriteBase64(byte[]? value)
    {
        if (value is null)
        {
            WriteNull();
            return;
        }

        WriteBase64(value.AsSpan());
    }

    /// <summary>Writes bytes as base64 text, never escaped.</summary>
    /// <param name="value">The bytes.</param>
    /// <exception cref="ArgumentException">There are more than 125,000,000 bytes.</exception>
    public void WriteBase64(scoped ReadOnlySpan<byte> value)
    {
        if (value.Length > MaxBinaryLength)
        {
            ThrowTooLong("bytes", value.Length, MaxBinaryLength);
        }

        Ensure(Base64.GetMaxEncodedToUtf8Length(value.Length) + 2);
        _span[_position++] = (byte)'"';
        Base64.EncodeToUtf8(value, _span[_position..], out _, out var written);
        _position += written;
        _span[_position++] = (byte)'"';
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WriteEscaped(scoped ReadOnlySpan<char> value)
    {
        if (value.Length > MaxTextLength)
        {
            ThrowTooLong("characters", value.Length, MaxTextLength);
        }

        WriteRaw("\""u8);
        while (!value.IsEmpty)
        {
            var verbatim = value.IndexOfAnyExcept(s_verbatim);
            if (verbatim != 0)
            {
                var run = verbatim < 0 ? value : value[..verbatim];
                Ensure(run.Length);
                Ascii.FromUtf16(run, _span[_position..], out var written);
                _position += written;
                value = value[run.Length..];
            }
            else
            {
                value = value[EscapeFirst(value)..];
            }
        }

        WriteRaw("\""u8);
    }

    // Escapes one character or one surrogate pair and tells how many UTF-16 units that were.
    private int EscapeFirst(scoped ReadOnlySpan<char> value)
    {
        Ensure(12);
        var unit = value[0];
        switch (unit)
        {
            case '\\': EscapeShort((byte)'\\'); return 1;
            case '\n': EscapeShort((byte)'n'); return 1;
            case '\r': EscapeShort((byte)'r'); return 1;
            case '\t': EscapeShort((byte)'t'); return 1;
            case '\b': EscapeShort((byte)'b'); return 1;
            case '\f': EscapeShort((byte)'f'); return 1;
        }

        if (!char.IsSurrogate(unit))
        {
            EscapeUnit(unit);
            return 1;
        }

        if (value.Length > 1 && char.IsSurrogatePair(unit, value[1]))
        {
            EscapeUnit(unit);
            EscapeUnit(value[1]);
            return 2;
        }

        EscapeUnit('\uFFFD');
        return 1;
    }

    private void EscapeShort(byte letter)
    {
        var target = _span.Slice(_position, 2);
        target[1] = letter;
        target[0] = (byte)'\\';
        _position += 2;
    }

    private void EscapeUnit(char unit)
    {
        var target = _span.Slice(_position, 6);
        target[5] = Hex[unit & 0xF];
        target[4] = Hex[(unit >> 4) & 0xF];
        target[3] = Hex[(unit >> 8) & 0xF];
        target[2] = Hex[unit >> 12];
        target[1] = (byte)'u';
        target[0] = (byte)'\\';
        _position += 6;
    }

    [DoesNotReturn]
    private static void ThrowTooLong(string unit, int length, int limit) => throw new ArgumentException(
        $"A JSON value of {length} {unit} is too long: the limit is {limit} {unit}, send a reference to the content instead.");
}
