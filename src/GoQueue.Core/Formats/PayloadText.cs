using System.Buffers.Text;
using GoQueue.Messages;

namespace GoQueue.Formats;

/// <summary>Pieces of JSON bodies that are not the event's own.</summary>
internal static class PayloadText
{
    /// <summary>Writes bytes as a JSON string of base64, straight into the body. None of its characters needs escaping.</summary>
    public static void WriteBase64(PayloadBuffer body, ReadOnlySpan<byte> data)
    {
        body.Write("\""u8);
        Base64.EncodeToUtf8(data, body.GetSpan(Base64.GetMaxEncodedToUtf8Length(data.Length)), out _, out var written);
        body.Advance(written);
        body.Write("\""u8);
    }

    /// <summary>Writes a time as RFC 3339 in UTC with seven digits, without quotes.</summary>
    public static void WriteTime(PayloadBuffer body, DateTimeOffset time)
    {
        Utf8Formatter.TryFormat(time.UtcDateTime, body.GetSpan(32), out var written, 'O');
        body.Advance(written);
    }
}
