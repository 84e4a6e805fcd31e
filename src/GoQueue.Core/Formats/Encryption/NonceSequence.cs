using System.Buffers.Binary;
using System.Security.Cryptography;

namespace GoQueue.Formats.Encryption;

/// <summary>
/// Nonces of 96 bits that never repeat within a process: a prefix of 64 bits, then a counter of 32 bits; the next prefix when the counter is
/// used up (NIST SP 800-38D, 8.2.1: a fixed field that tells the devices apart, and an invocation field). Thread-safe, without locks.
/// </summary>
internal sealed class NonceSequence
{
    // Random for each process, and counted within it: a sequence that is made again for a forgotten key has a prefix that no
    // earlier one had, which a random draw would only make likely.
    private static ulong s_lastPrefix = Draw();

    private Run _run;

    public NonceSequence(uint firstCounter = 0) => _run = new Run(firstCounter);

    public void Next(Span<byte> nonce)
    {
        while (true)
        {
            var run = Volatile.Read(ref _run);
            var counter = Interlocked.Increment(ref run.Counter) - 1;
            if (counter <= uint.MaxValue)
            {
                BinaryPrimitives.WriteUInt64BigEndian(nonce, run.Prefix);
                BinaryPrimitives.WriteUInt32BigEndian(nonce[8..], (uint)counter);
                return;
            }

            // Whoever comes first makes the next run; the others find it there.
            Interlocked.CompareExchange(ref _run, new Run(firstCounter: 0), run);
        }
    }

    private static ulong Draw()
    {
        Span<byte> random = stackalloc byte[8];
        RandomNumberGenerator.Fill(random);
        return BinaryPrimitives.ReadUInt64BigEndian(random);
    }

    private sealed class Run(uint firstCounter)
    {
        public readonly ulong Prefix = Interlocked.Increment(ref s_lastPrefix);

        // Wider than its 32 bits, so that any number of threads may step over the end.
        public long Counter = firstCounter;
    }
}
