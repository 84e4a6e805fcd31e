using System.Security.Cryptography;
using GoQueue.Formats.Encryption;
using GoQueue.Messages;
using GoQueue.Pipeline;

namespace GoQueue.Formats.Reading;

/// <summary>Undoes encryption, and proves on the way that nothing was changed or moved to another message.</summary>
internal static class PayloadDecryptor
{
    public static void Decrypt(OpenedData data, MessageParts parts, IKeyProvider? keys)
    {
        var metadata = parts.Metadata;
        var name = MessageParser.Name(metadata.MessageId);
        if (!string.Equals(parts.Algorithm, GoQueueHeaders.Aes256Gcm, StringComparison.Ordinal))
        {
            throw new MessageReadException(
                MessageReadFault.UnknownAlgorithm, metadata.MessageId, $"{name} is encrypted with an algorithm other than {GoQueueHeaders.Aes256Gcm}: read it with the library of its publisher.");
        }

        var key = FindKey(metadata, keys, name);
        var bytes = data.Bytes.Span;
        var length = bytes.Length - EncryptionKey.NonceBytes - EncryptionKey.TagBytes;
        if (length < 0)
        {
            throw new MessageReadException(
                MessageReadFault.Tampered, metadata.MessageId, $"{name} has {bytes.Length} bytes of encrypted data, fewer than nonce and tag alone take: it was cut off.");
        }

        var associated = new AssociatedData(
            metadata.MessageId, metadata.Topic, metadata.Action, metadata.Version ?? "", key.Id, parts.EncodingHeader, metadata.ContentType);
        var clear = new PayloadBuffer { IsSensitive = true };
        var plaintext = clear.GetSpan(length)[..length];
        try
        {
            key.Decrypt(
                bytes[..EncryptionKey.NonceBytes],
                bytes.Slice(EncryptionKey.NonceBytes, length),
                bytes[^EncryptionKey.TagBytes..],
                plaintext,
                Bytes(associated));
        }
        catch (CryptographicException)
        {
            clear.Clear();
            throw new MessageReadException(
                MessageReadFault.Tampered,
                metadata.MessageId,
                $"{name} cannot be decrypted with the key '{key.Id}': its data, or a header that it is bound to (id, topic, action, version, encoding, content type), was changed, or the key is another one.");
        }

        clear.Advance(length);
        data.Replace(clear);
    }

    private static EncryptionKey FindKey(MessageMetadata metadata, IKeyProvider? keys, string name)
    {
        if (metadata.KeyId is not { } keyId)
        {
            throw MessageParser.Malformed(metadata.MessageId, "it is encrypted and does not name its key.");
        }

        if (keys is null)
        {
            throw new MessageReadException(
                MessageReadFault.UnknownKey, metadata.MessageId, $"{name} is encrypted with the key '{keyId}' and the reader has no keys: give it some, MessageReaderOptions.Keys.");
        }

        EncryptionKey? key;
        try
        {
            key = keys.Find(keyId);
        }
        catch (Exception exception)
        {
            // Without the cause: a key store's exception may quote the secret that opens it.
            throw new MessageReadException(
                MessageReadFault.UnknownKey,
                metadata.MessageId,
                $"{name} is encrypted with the key '{keyId}' and the key provider failed with {exception.GetType().Name}: correct it, or catch the exception there to see its text.");
        }

        return key ?? throw new MessageReadException(
            MessageReadFault.UnknownKey, metadata.MessageId, $"{name} is encrypted with the key '{keyId}', which the reader does not know: add it to its key ring.");
    }

    private static ReadOnlySpan<byte> Bytes(in AssociatedData associated)
    {
        var bytes = new byte[associated.MaxLength];
        return bytes.AsSpan(0, associated.Write(bytes));
    }
}
