using System.Security.Cryptography;

namespace GoQueue.Formats.Encryption;

/// <summary>
/// The nonce sequences of this process, one for each key material. A key that is read from its store again is another
/// object with the same bytes: a sequence of its own would use another prefix at each refresh, and the chance that
/// two processes use the same prefix grows with their number. Thread-safe.
/// </summary>
internal static class NonceSequences
{
    private const int FirstSweep = 64;

    private static readonly Lock s_sync = new();

    // Not the key's bytes, nor a hash that could be compared with one outside of this process.
    private static readonly byte[] s_secret = RandomNumberGenerator.GetBytes(32);
    private static readonly Dictionary<string, WeakReference<NonceSequence>> s_sequences = new(StringComparer.Ordinal);
    private static int s_sweepAt = FirstSweep;

    /// <summary>How many sequences are remembered, dead ones included.</summary>
    public static int Count
    {
        get
        {
            lock (s_sync)
            {
                return s_sequences.Count;
            }
        }
    }

    /// <summary>The sequence of a key's bytes. It lives as long as one of the keys that have them.</summary>
    public static NonceSequence Get(ReadOnlySpan<byte> key)
    {
        Span<byte> mark = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(s_secret, key, mark);
        var name = Convert.ToHexString(mark);
        lock (s_sync)
        {
            if (s_sequences.TryGetValue(name, out var known) && known.TryGetTarget(out var sequence))
            {
                return sequence;
            }

            sequence = new NonceSequence();
            s_sequences[name] = new WeakReference<NonceSequence>(sequence);
            if (s_sequences.Count > s_sweepAt)
            {
                Sweep();
            }

            return sequence;
        }
    }

    private static void Sweep()
    {
        foreach (var (name, sequence) in s_sequences)
        {
            if (!sequence.TryGetTarget(out _))
            {
                s_sequences.Remove(name);
            }
        }

        s_sweepAt = Math.Max(FirstSweep, s_sequences.Count * 2);
    }
}
