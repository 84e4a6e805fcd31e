using System.Buffers;
using GoQueue.Transports;

namespace GoQueue.Pipeline;

/// <summary>Encrypts the data of messages with AES-256-GCM: nonce ‖ ciphertext ‖ tag. Thread-safe.</summary>
internal sealed class PayloadEncryptor(IKeyProvider keys, Func<PublishContext, bool>? when)
{
    private const int StackBytes = 1024;

    public bool AppliesTo(PublishContext context) => when is null || context.Plan.RequiresEncryption || when(context);

    /// <summary>The key for a message that is being made.</summary>
    public EncryptionKey KeyFor(PublishContext context)
    {
        try
        {
            return keys.Current;
        }
        catch (Exception exception)
        {
            // The provider is the user's code: what it throws gets the message's identity.
            throw new MessageRefusedException(
                context.Identity,
                attempts: 0,
                $"{context.Plan.Name}, {context.Identity}, was not sent: the key provider gave no key to encrypt it with; mend the provider, or read the keys before publishing.",
                exception);
        }
    }

    public static void Encrypt(EncryptionKey key, ReadOnlySpan<byte> data, PayloadBuffer output, in AssociatedData associated)
    {
        byte[]? rented = null;
        var longest = associated.MaxLength;
        var bytes = longest <= StackBytes ? stackalloc byte[StackBytes] : (rented = ArrayPool<byte>.Shared.Rent(longest));
        try
        {
            var length = EncryptionKey.NonceBytes + data.Length + EncryptionKey.TagBytes;
            var target = output.GetSpan(length)[..length];
            key.Encrypt(
                data,
                target[..EncryptionKey.NonceBytes],
                target.Slice(EncryptionKey.NonceBytes, data.Length),
                target[^EncryptionKey.TagBytes..],
                bytes[..associated.Write(bytes)]);
            output.Advance(length);
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }
    }
}
