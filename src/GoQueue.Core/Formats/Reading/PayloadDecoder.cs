using System.Buffers;
using System.Buffers.Text;
using GoQueue.Messages;

namespace GoQueue.Formats.Reading;

/// <summary>Undoes base64.</summary>
internal static class PayloadDecoder
{
    public static void DecodeBase64(OpenedData data, MessageParts parts)
    {
        var buffer = new PayloadBuffer();
        var text = data.Bytes.Span;
        var status = Base64.DecodeFromUtf8(text, buffer.GetSpan(Base64.GetMaxDecodedFromUtf8Length(text.Length)), out _, out var written);
        buffer.Advance(written);
        data.Replace(buffer);
        if (status != OperationStatus.Done)
        {
            throw MessageParser.Malformed(parts.Metadata.MessageId, "its data should be base64 text and is not.");
        }
    }
}
