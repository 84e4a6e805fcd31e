namespace GoQueue;

/// <summary>
/// Messages of several kinds, published together: <c>await publisher.PublishBatchAsync(new PublishBatch().Add(a).Add(b, options))</c>. May be published
/// again. Not thread-safe; what is added while it is being published belongs to the next time.
/// </summary>
public sealed class PublishBatch
{
    private readonly List<PublishBatchEntry> _entries = [];

    /// <summary>How many messages it holds.</summary>
    public int Count => _entries.Count;

    /// <summary>Adds an event.</summary>
    /// <typeparam name="T">The event.</typeparam>
    /// <param name="message">The event; its run-time type must be <typeparamref name="T"/> itself.</param>
    /// <param name="options">Settings of this one message, or <see langword="null"/>.</param>
    /// <returns>This batch.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    public PublishBatch Add<T>(T message, PublishOptions? options = null)
        where T : IGoQueueEvent<T>
    {
        if (message is null)
        {
            throw new ArgumentNullException(nameof(message));
        }

        _entries.Add(new PublishBatchEntry<T>(message, options));
        return this;
    }

    /// <summary>Adds a message whose kind is not known at compile time.</summary>
    /// <param name="message">The message.</param>
    /// <param name="options">Settings of this one publish, or <see langword="null"/>.</param>
    /// <returns>This batch.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    public PublishBatch Add(GoQueueMessage message, PublishOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        _entries.Add(new UntypedBatchEntry(message, options));
        return this;
    }

    /// <summary>Removes all messages, and keeps the room for later ones.</summary>
    public void Clear() => _entries.Clear();

    internal PublishBatchEntry[] ToEntries() => [.. _entries];
}
