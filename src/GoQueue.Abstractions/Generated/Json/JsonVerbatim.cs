using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GoQueue.Generated.Json;

/// <summary>
/// The characters that the default encoder lets pass: printable ASCII without <c>" &amp; ' + &lt; &gt; \ `</c> (JavaScriptEncoder.Default). Looking
/// for others and narrowing to bytes is one pass over the text.
/// </summary>
internal static class JsonVerbatim
{
    /// <summary>Whether a character stands for itself in a JSON string.</summary>
    public static bool Contains(char unit) => unit < Passes.Length && Passes[unit] != 0;

    /// <summary>Copies text up to the first character that must be escaped, or up to some characters before it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="target">At least as long as the text.</param>
    /// <returns>How many characters were copied; behind them, <paramref name="target"/> may have been written to.</returns>
    public static int Copy(ReadOnlySpan<char> text, Span<byte> target)
    {
        if (text.Length < Vector128<ushort>.Count)
        {
            return CopyShort(text, target);
        }

        // All loads and stores below end at the text's length.
        ref var from = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        ref var to = ref MemoryMarshal.GetReference(target[..text.Length]);
        var length = (nuint)text.Length;
        if (length < (nuint)Vector128<byte>.Count)
        {
            // Two halves that overlap.
            var last = length - (nuint)Vector128<ushort>.Count;
            var both = Narrow(Vector128.LoadUnsafe(ref from), Vector128.LoadUnsafe(ref from, last));
            if (!AllPass(both))
            {
                return 0;
            }

            both.GetLower().StoreUnsafe(ref to);
            both.GetUpper().StoreUnsafe(ref to, last);
            return text.Length;
        }

        var end = length - (nuint)Vector128<byte>.Count;
        for (nuint i = 0; ; i = Math.Min(i + (nuint)Vector128<byte>.Count, end))
        {
            var bytes = Narrow(Vector128.LoadUnsafe(ref from, i), Vector128.LoadUnsafe(ref from, i + (nuint)Vector128<ushort>.Count));
            if (!AllPass(bytes))
            {
                return (int)i;
            }

            bytes.StoreUnsafe(ref to, i);
            if (i == end)
            {
                return text.Length;
            }
        }
    }

    // One where the character passes.
    private static ReadOnlySpan<byte> Passes =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        1, 1, 0, 1, 1, 1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 1,
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 0, 1,
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1,
        0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0,
    ];

    private static int CopyShort(ReadOnlySpan<char> text, Span<byte> target)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!Contains(text[i]))
            {
                return i;
            }

            target[i] = (byte)text[i];
        }

        return text.Length;
    }

    // What has no byte becomes 255, which does not pass.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Narrow(Vector128<ushort> lower, Vector128<ushort> upper) => Vector128.NarrowWithSaturation(lower, upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AllPass(Vector128<byte> bytes)
    {
        // Signed, all above 127 are below the space. & and ', < and > differ in one bit.
        var refused = Vector128.LessThan(bytes.AsSByte(), Vector128.Create((sbyte)' ')).AsByte()
            | Vector128.Equals(bytes, Vector128.Create((byte)0x7F))
            | Vector128.Equals(bytes, Vector128.Create((byte)'"'))
            | Vector128.Equals(bytes | Vector128.Create((byte)1), Vector128.Create((byte)'\''))
            | Vector128.Equals(bytes, Vector128.Create((byte)'+'))
            | Vector128.Equals(bytes | Vector128.Create((byte)2), Vector128.Create((byte)'>'))
            | Vector128.Equals(bytes, Vector128.Create((byte)'\\'))
            | Vector128.Equals(bytes, Vector128.Create((byte)'`'));
        return refused == Vector128<byte>.Zero;
    }
}
