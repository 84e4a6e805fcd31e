namespace GoQueue.Pipeline;

/// <summary>
/// Gives keys to encrypt and decrypt with. Look-ups are synchronous and happen once per message: keep the keys in memory and refresh them in the
/// background, as <see cref="RefreshingKeyProvider"/> does. Must be thread-safe.
/// </summary>
public interface IKeyProvider
{
    /// <summary>The key for new messages.</summary>
    EncryptionKey Current { get; }

    /// <summary>The key that a message names; also keys that no longer encrypt, for as long as their messages may be read.</summary>
    /// <param name="keyId">The id from the message.</param>
    /// <returns>The key, or <see langword="null"/> where it is not known.</returns>
    EncryptionKey? Find(string keyId);
}
