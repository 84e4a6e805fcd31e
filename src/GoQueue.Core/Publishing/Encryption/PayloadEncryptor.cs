using System.Buffers;
using GoQueue.Messages;
using GoQueue.Formats.Encryption;
using GoQueue.Pipeline;

namespace GoQueue.Publishing.Encryption;

/// <summary>Encrypts the data of messages with AES-256-GCM: nonce ‖ ciphertext ‖ tag. Thread-safe.</summary>
internal sealed class PayloadEncryptor(IKeyProvider keys, Func<PublishContext, bool>? when)
{
    private const int StackBytes = 1024;

    /// <summary>For people. Says nothing of keys.</summary>
    public string Description => when is null ? "AES-256-GCM, all messages" : "AES-256-GCM, messages of EncryptionOptions.When and marked events";

    public bool AppliesTo(PublishContext context)
    {
        if (when is null || context.Plan.RequiresEncryption)
        {
            return true;
        }

        try
        {
            return when(context);
        }
        catch (Exception exception)
        {
            // The user's code. Not to be sent in clear because a question about it has no answer.
            throw new PublishStepFailedException(
                context.Identity,
                PublishOutcome.NotSent,
                attempts: 0,
                $"{context.Plan.Name}, {context.Identity}, was not sent: EncryptionOptions.When failed with {exception.GetType().Name}; mend it, the inner exception shows where.",
                exception);
        }
    }

    /// <summary>The key for a message that is being made.</summary>
    public EncryptionKey KeyFor(PublishContext context)
    {
        string failure;
        try
        {
            if (keys.Current is { } key)
            {
                return key;
            }

            failure = "its Current is null";
        }
        catch (Exception exception)
        {
            failure = $"it failed with {exception.GetType().Name}";
        }

        // Without the cause: a key store's exception may quote the secret that opens it.
        throw new MessageRefusedException(
            context.Identity,
            attempts: 0,
            $"{context.Plan.Name}, {context.Identity}, was not sent: the key provider gave no key to encrypt it with ({failure}); correct the provider, or read the keys before publishing.");
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
