namespace GoQueue.Pipeline;

/// <summary>Settings of encryption. Read once, when the publisher is built. Not thread-safe.</summary>
public sealed class EncryptionOptions
{
    /// <summary>
    /// Which messages are encrypted. Events with an <see cref="EncryptedAttribute"/> are in any case. Called by all publishes at once, after the
    /// middleware. Default: <see langword="null"/>, all of them.
    /// </summary>
    public Func<PublishContext, bool>? When { get; set; }
}
