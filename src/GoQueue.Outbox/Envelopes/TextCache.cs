using System.Text;

namespace GoQueue.Outbox.Envelopes;

/// <summary>
/// Strings that stored messages repeat (exchanges, names of headers): one string for equal bytes, as long as its place is
/// not taken by another. Not thread-safe.
/// </summary>
internal sealed class TextCache
{
    private const int Places = 512;
    private const int Longest = 128;

    private readonly (byte[] Bytes, string Text)[] _places = new (byte[], string)[Places];

    public string Get(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return "";
        }

        if (bytes.Length > Longest)
        {
            return Encoding.UTF8.GetString(bytes);
        }

        ref var place = ref _places[Checksum.Of(bytes) % Places];
        if (place.Bytes is null || !bytes.SequenceEqual(place.Bytes))
        {
            place = (bytes.ToArray(), Encoding.UTF8.GetString(bytes));
        }

        return place.Text;
    }
}
