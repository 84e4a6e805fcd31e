using System.Buffers.Binary;
using System.Security.Cryptography;

namespace GoQueue.Formats.Encryption;

/// <summary>
/// Nonces of 96 bits that never repeat under one key: 64 random bits, then a counter of 32 bits; a new random part when the counter is used up
/// (NIST SP 800-38D, 8.2.1: a fixed field that tells the devices apart, and an invocation field). Thread-safe, without locks.
/// </summary>
internal sealed class NonceSequence
{
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

    private sealed class Run
    {
        public readonly ulong Prefix;

        // Wider than its 32 bits, so that any number of threads may step over the end.
        public long Counter;

        public Run(uint firstCounter)
        {
            Span<byte> random = stackalloc byte[8];
            RandomNumberGenerator.Fill(random);
            Prefix = BinaryPrimitives.ReadUInt64BigEndian(random);
            Counter = firstCounter;
        }
    }
}
