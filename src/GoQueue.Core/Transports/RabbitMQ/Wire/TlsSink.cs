using System.Net.Security;
using System.Runtime.InteropServices;

namespace GoQueue.Transports.RabbitMQ.Wire;

/// <summary>Encrypts at once, and sends the ciphertext without waiting: what the socket does not take stays here, and is less than one batch.</summary>
internal sealed class TlsSink(SslStream secured, CipherStream cipher) : IWireSink
{
    // Four records of TLS.
    public int MostBytes => 64 * 1024;

    public WireSend Send(List<ArraySegment<byte>> batch)
    {
        var hasProgress = cipher.TrySend(out var isEmpty);
        if (!isEmpty)
        {
            return new WireSend(0, IsFull: true, hasProgress);
        }

        var taken = 0;
        foreach (var segment in CollectionsMarshal.AsSpan(batch))
        {
            secured.Write(segment.AsSpan());
            taken += segment.Count;
        }

        hasProgress |= cipher.TrySend(out isEmpty);
        return new WireSend(taken, !isEmpty, hasProgress);
    }

    public void WaitForRoom() => cipher.WaitForRoom();
}
