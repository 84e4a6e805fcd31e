using System.Buffers;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace GoQueue.Generated.Json;

/// <summary>
/// Writes JSON straight into a buffer writer, byte for byte as <see cref="Utf8JsonWriter"/> does with its default encoder,
/// without its state machine. Only generated code uses it; one use, one thread.
/// </summary>
/// <remarks>
/// Every method makes its own room. It counts no brackets and checks no order: the generated code is right by construction, and what may
/// fail at run time (no number, too deep) fails as <see cref="JsonSerializer"/> does.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref partial struct JsonSpanWriter
{
    // JsonSerializerOptions.MaxDepth = 0 means 64, and generated options leave it there.
    private const int MaxDepth = 64;

    private readonly IBufferWriter<byte> _output;
    private Span<byte> _span;
    private int _position;
    private int _depth;

    /// <summary>Starts writing at the end of <paramref name="output"/>.</summary>
    /// <param name="output">The buffer to grow.</param>
    /// <param name="sizeHint">How many bytes are expected.</param>
    /// <exception cref="ArgumentNullException"><paramref name="output"/> is null.</exception>
    public JsonSpanWriter(IBufferWriter<byte> output, int sizeHint)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
        _span = output.GetSpan(sizeHint);
    }

    /// <summary>Makes room for at least <paramref name="bytes"/> bytes.</summary>
    /// <param name="bytes">How many bytes are written next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Ensure(int bytes)
    {
        if (_span.Length - _position < bytes)
        {
            Grow(bytes);
        }
    }

    /// <summary>Copies bytes that are JSON already.</summary>
    /// <param name="utf8">JSON tokens, escaped.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteRaw(scoped ReadOnlySpan<byte> utf8)
    {
        Ensure(utf8.Length);
        utf8.CopyTo(_span[_position..]);
        _position += utf8.Length;
    }

    /// <summary>Writes <c>null</c>.</summary>
    public void WriteNull() => WriteRaw("null"u8);

    /// <summary>Writes <c>true</c> or <c>false</c>.</summary>
    /// <param name="value">The value.</param>
    public void WriteBoolean(bool value) => WriteRaw(value ? "true"u8 : "false"u8);

    /// <summary>
    /// Whether the object or array that was entered last is at the deepest level. There it may be empty or hold nulls, but no values:
    /// JsonSerializer counts them as a level of their own.
    /// </summary>
    public readonly bool IsFull => _depth >= MaxDepth;

    /// <summary>
    /// Goes one object or array deeper, so that a cycle in the data ends in an exception and not in a stack overflow.
    /// </summary>
    /// <exception cref="JsonException">This would be level 65.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Enter()
    {
        CheckDepth();
        _depth++;
    }

    /// <summary>Refuses a value that would be nested too deep.</summary>
    /// <exception cref="JsonException">The object or array around it is at level 64.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void CheckDepth()
    {
        if (_depth >= MaxDepth)
        {
            GeneratedJson.ThrowTooDeep(MaxDepth);
        }
    }

    /// <summary>Writes the comma before every item but the first.</summary>
    /// <param name="first">Whether this is the first item; afterwards it is not.</param>
    /// <exception cref="JsonException">The array or dictionary is at level 64, where it may only be empty.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Separate(ref bool first)
    {
        if (first)
        {
            CheckDepth();
            first = false;
        }
        else
        {
            WriteRaw(","u8);
        }
    }

    /// <summary>Leaves what <see cref="Enter"/> entered.</summary>
    public void Leave() => _depth--;

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
}
