using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;

namespace GoQueue.Generated.Json;

public ref partial struct JsonSpanWriter
{
    // Utf8JsonWriter refuses longer strings, because escaping may make them six times as long (JsonConstants.MaxUnescapedTokenSize).
    private const int MaxTextLength = 166_666_666;

    // Base64 text that still fits an array (JsonConstants.MaxBase64ValueTokenSize).
    private const int MaxBinaryLength = 125_000_000;

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
        if (value.Length > MaxTextLength)
        {
            ThrowTooLong("characters", value.Length, MaxTextLength);
        }

        Ensure(value.Length + 2);
        var target = _span[_position..];
        target[0] = (byte)'"';
        var copied = JsonVerbatim.Copy(value, target[1..]);
        if (copied == value.Length)
        {
            target[copied + 1] = (byte)'"';
            _position += copied + 2;
        }
        else
        {
            _position += copied + 1;
            WriteEscaped(value[copied..]);
        }
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

    [DoesNotReturn]
    private static void ThrowTooLong(string unit, int length, int limit) => throw new ArgumentException(
        $"A JSON value of {length} {unit} is too long: the limit is {limit} {unit}, send a reference to the content instead.");
}
