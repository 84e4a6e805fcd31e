using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace GoQueue.Outbox.Envelopes;

/// <summary>
/// 64-bit hashes that every process and every version computes alike: the first eight bytes of SHA-256, big-endian. Two
/// texts with one hash are only kept in order with each other. Stateless.
/// </summary>
internal static class StableHash
{
    private const int SmallText = 256;

    public static long Of(string text) => Of(text, separator: -1, "");

    /// <summary>Of an exchange and a routing key.</summary>
    public static long OfRoute(string exchange, string routingKey) => Of(exchange, separator: 0, routingKey);

    private static long Of(string first, int separator, string second)
    {
        var most = Encoding.UTF8.GetMaxByteCount(first.Length + second.Length) + 1;
        byte[]? rented = null;
        var buffer = most <= SmallText ? stackalloc byte[SmallText] : (rented = ArrayPool<byte>.Shared.Rent(most));
        try
        {
            var length = Encoding.UTF8.GetBytes(first, buffer);
            if (separator >= 0)
            {
                buffer[length++] = (byte)separator;
                length += Encoding.UTF8.GetBytes(second, buffer[length..]);
            }

            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(buffer[..length], hash);
            return BinaryPrimitives.ReadInt64BigEndian(hash);
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented, clearArray: true);
            }
        }
    }
}
