using System.Buffers;
using System.Buffers.Text;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace GoQueue.Generated.Json;

/// <summary>
/// Writes JSON straight into a buffer writer, byte for byte as <see cref="System.Text.Json.Utf8JsonWriter"/> does with its default encoder,
/// without its state machine. Only generated code uses it; one use, one thread.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct JsonSpanWriter
{
    // What the default encoder lets pass: printable ASCII without " & ' + < > \ ` (JavaScriptEncoder.Default).
    private static readonly SearchValues<char> s_verbatim = SearchValues.Create(
        " !#$%()*,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}~");

    private readonly IBufferWriter<byte> _output;
    private Span<byte> _span;
    private int _position;

    /// <summary>Starts writing at the end of <paramref name="output"/>.</summary>
    /// <param name="output">The buffer to grow.</param>
    /// <param name="sizeHint">How many bytes are expected.</param>
    public JsonSpanWriter(IBufferWriter<byte> output, int sizeHint)
    {
        _output = output;
        _span = output.GetSpan(sizeHint);
    }

    /// <summary>Makes room for at least <paramref name="bytes"/> bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Ensure(int bytes)
    {
        if (_span.Length - _position < bytes)
        {
            Grow(bytes);
        }
    }

    /// <summary>Copies bytes that are JSON already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteRaw(scoped ReadOnlySpan<byte> utf8)
    {
        Ensure(utf8.Length);
        utf8.CopyTo(_span[_position..]);
        _position += utf8.Length;
    }

    /// <summary>Writes a string with its quotes, or <c>null</c>.</summary>
    public void WriteString(string? value)
    {
        if (value is null)
        {
            WriteRaw("null"u8);
            return;
        }

        if (value.AsSpan().ContainsAnyExcept(s_verbatim))
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

    /// <summary>Hands the written bytes to the buffer writer. Nothing may be written afterwards.</summary>
    public void Complete()
    {
        _output.Advance(_position);
        _position = 0;
        _span = default;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int bytes)
    {
        _output.Advance(_position);
        _position = 0;
        _span = _output.GetSpan(bytes);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WriteEscaped(string value)
    {
        var longest = checked(value.Length * 6);
        Ensure(checked(longest + 2));
        char[]? rented = null;
        var escaped = longest <= 512 ? stackalloc char[512] : (rented = ArrayPool<char>.Shared.Rent(longest));
        JavaScriptEncoder.Default.Encode(value, escaped, out _, out var length);
        _span[_position++] = (byte)'"';
        Ascii.FromUtf16(escaped[..length], _span[_position..], out var written);
        _position += written;
        _span[_position++] = (byte)'"';
        if (rented is not null)
        {
            ArrayPool<char>.Shared.Return(rented);
        }
    }
}
