using System.Buffers.Binary;
using System.Security.Cryptography;

namespace GoQueue.Messages;

/// <summary>
/// Message ids: UUIDv7 (RFC 9562, 5.7), so that they sort by time. The random part comes from a buffer of the thread's own: one system call
/// serves a hundred ids, where <see cref="Guid.NewGuid"/> makes one for each.
/// </summary>
internal static class MessageIds
{
    private const int RandomBytes = 10;
    private const int BufferedIds = 102;

    [ThreadStatic]
    private static byte[]? s_random;

    [ThreadStatic]
    private static int s_used;

    public static string Next(TimeProvider time)
    {
        if (s_random is not { } random)
        {
            s_random = random = new byte[RandomBytes * BufferedIds];
            FillWithoutOpenSsl(random);
            s_used = BufferedIds;
        }
        else if (s_used == 0)
        {
            RandomNumberGenerator.Fill(random);
            s_used = BufferedIds;
        }

        var part = random.AsSpan(--s_used * RandomBytes, RandomBytes);
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, time.GetUtcNow().ToUnixTimeMilliseconds() << 16);
        part.CopyTo(bytes[6..]);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x70);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);

        // No two ids may come from the same bytes, even after a bug elsewhere: what is used is gone.
        part.Clear();
        return new Guid(bytes, bigEndian: true).ToString();
    }

    /// <summary>
    /// The same quality from the system's own generator: on Linux, <see cref="RandomNumberGenerator"/> loads OpenSSL first, which was a third of the way from process
    /// start to first confirm. Only a thread that goes on publishing needs it.
    /// </summary>
    private static void FillWithoutOpenSsl(Span<byte> random)
    {
        Span<byte> fresh = stackalloc byte[16];
        for (; !random.IsEmpty; random = random[RandomBytes..])
        {
            // Bytes 6 to 8 hold version and variant, and are not random.
            Guid.NewGuid().TryWriteBytes(fresh);
            fresh[..6].CopyTo(random);
            fresh.Slice(9, RandomBytes - 6).CopyTo(random[6..]);
        }
    }
}
