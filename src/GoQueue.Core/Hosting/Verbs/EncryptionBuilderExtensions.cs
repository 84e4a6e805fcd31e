using GoQueue.Pipeline;
using GoQueue.Publishing.Encryption;

namespace GoQueue;

/// <summary>Switches encryption on.</summary>
public static class EncryptionBuilderExtensions
{
    /// <summary>
    /// Encrypts the data of messages with AES-256-GCM, bound to the message's identity. Runs after compression, wherever this call stands. Headers,
    /// routing and the length of the data stay readable: see docs/encryption.md.
    /// </summary>
    /// <typeparam name="TBuilder">The builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="keys">The keys: a <see cref="KeyRing"/>, a <see cref="RefreshingKeyProvider"/>, or your own.</param>
    /// <param name="configure">Chooses the messages; null = all.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="keys"/> is <see langword="null"/>.</exception>
    public static TBuilder UseEncryption<TBuilder>(this TBuilder builder, IKeyProvider keys, Action<EncryptionOptions>? configure = null)
        where TBuilder : IGoQueueBuilder
    {
        ArgumentNullException.ThrowIfNull(keys);
        var options = new EncryptionOptions();
        configure?.Invoke(options);
        builder.Setup.Encryption = new PayloadEncryptor(keys, options.When);
        return builder;
    }

    /// <summary>The same with keys that do not change.</summary>
    /// <typeparam name="TBuilder">The builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="key">Encrypts new messages.</param>
    /// <param name="configure">Chooses the messages; null = all.</param>
    /// <returns>The builder.</returns>
    public static TBuilder UseEncryption<TBuilder>(this TBuilder builder, EncryptionKey key, Action<EncryptionOptions>? configure = null)
        where TBuilder : IGoQueueBuilder => builder.UseEncryption(new KeyRing(key), configure);
}
