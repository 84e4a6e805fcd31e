using System.Buffers.Binary;
using System.Security.Cryptography;

namespace GoQueue;

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
        var random = s_random ??= new byte[RandomBytes * BufferedIds];
        if (s_used == 0)
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
}
