using GoQueue.Formats;
using GoQueue.Formats.Compression;
using GoQueue.Formats.Encryption;
using GoQueue.Messages;
using GoQueue.Publishing.Encryption;

namespace GoQueue.Publishing.Composition;

/// <summary>
/// Serializes, compresses, encrypts and formats, in this order whatever the order of the builder's verbs: ciphertext cannot be compressed. The
/// buffers are the context's, and give their memory back here.
/// </summary>
internal static class PayloadTransformer
{
    public static void Write(PublishContext context, OutgoingMessage message, PayloadCompressor? compression, PayloadEncryptor? encryption)
    {
        var data = context.DataBuffer;
        var compressed = context.CompressedBuffer;
        var encrypted = context.EncryptedBuffer;
        data.IsSensitive = compressed.IsSensitive = encryption is not null;
        try
        {
            var format = context.Plan.Format;
            var source = new FormatSource(context.Plan.Text, context.DataContentType);
            PayloadWriter.Write(context, data);
            var payload = default(PayloadState);
            var result = data;

            // Where the data is encrypted it becomes base64 in any case, so that compression is compared like with like.
            var asText = encryption is null && !format.CarriesAnyContent;
            if (compression is not null && compression.TryCompress(data.WrittenSpan, compressed, asText))
            {
                payload = payload with { Encoding = compression.Encoding, OriginalSize = data.Length };
                result = compressed;
            }

            if (encryption is not null)
            {
                var key = encryption.KeyFor(context);
                payload = payload with { KeyId = key.Id };
                var associated = new AssociatedData(
                    message.MessageId, message.Topic, message.Action, message.Version, key.Id, format.EncodingHeader(payload) ?? "", context.DataContentType);
                PayloadEncryptor.Encrypt(key, result.WrittenSpan, encrypted, associated);
                result = encrypted;
            }

            format.WriteHeaders(source, message, payload);
            if (payload.IsTransformed)
            {
                format.WriteBody(source, message, payload, result.WrittenSpan);
            }
            else
            {
                format.BeginBody(source, message);
                message.Body.Write(result.WrittenSpan);
                format.EndBody(source, message);
            }
        }
        finally
        {
            data.Clear();
            compressed.Clear();
            encrypted.Clear();
        }
    }
}
