using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GoQueue.Brokers.Delivery;

/// <summary>What a test publishes, in whatever event it likes: number, ordering key, payload and hash must come out of the queue again.</summary>
/// <param name="Number">Unique, and growing in the order in which the messages were taken from the ledger.</param>
/// <param name="OrderingKey">Messages of one key keep their order; empty for none.</param>
/// <param name="Payload">Filler that is different in each message.</param>
/// <param name="Hash">Of the three others.</param>
public sealed record LedgerMessage(long Number, string OrderingKey, string Payload, string Hash)
{
    internal static LedgerMessage Create(long number, string orderingKey, int payloadLength)
    {
        // Made from the number alone, so that a run can be repeated, and not compressible to nothing.
        byte[] filler = new byte[(payloadLength * 3 / 4) + 3];
        new Random((int)(number % int.MaxValue)).NextBytes(filler);
        string payload = Convert.ToBase64String(filler)[..payloadLength];
        return new LedgerMessage(number, orderingKey, payload, HashOf(number, orderingKey, payload));
    }

    /// <summary>The first 16 hexadecimal digits of the SHA-256 of number, key and payload.</summary>
    public static string HashOf(long number, string orderingKey, string payload)
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{number}\n{orderingKey}\n{payload}"));
        return Convert.ToHexStringLower(SHA256.HashData(text).AsSpan(0, 8));
    }
}
