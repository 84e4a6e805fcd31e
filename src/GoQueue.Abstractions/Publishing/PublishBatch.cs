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

    /// <summary>Adds an event whose type is known only at run time.</summary>
    /// <param name="message">The event.</param>
    /// <param name="options">Settings of this one message, or <see langword="null"/>.</param>
    /// <returns>This batch.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    public PublishBatch Add(IGoQueueEvent message, PublishOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        AddUnchecked(message, options);
        return this;
    }

    /// <summary>Adds events whose types are known only at run time, for example those that an aggregate has collected.</summary>
    /// <param name="messages">The events, in the order in which they are published. Read once, before anything is added.</param>
    /// <param name="options">Settings of each of these messages, or <see langword="null"/>; without a message id, which belongs to one message.</param>
    /// <returns>This batch.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="messages"/> is null.</exception>
    /// <exception cref="ArgumentException">An event is null, or <paramref name="options"/> has a message id. Nothing was added.</exception>
    public PublishBatch AddRange(IEnumerable<IGoQueueEvent> messages, PublishOptions? options = null)
    {
        foreach (var message in ReadAll(messages, options))
        {
            AddUnchecked(message, options);
        }

        return this;
    }

    /// <summary>Adds events of one type.</summary>
    /// <typeparam name="T">The event.</typeparam>
    /// <param name="messages">The events, in the order in which they are published. Read once, before anything is added.</param>
    /// <param name="options">Settings of each of these messages, or <see langword="null"/>; without a message id, which belongs to one message.</param>
    /// <returns>This batch.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="messages"/> is null.</exception>
    /// <exception cref="ArgumentException">An event is null, or <paramref name="options"/> has a message id. Nothing was added.</exception>
    public PublishBatch AddRange<T>(IEnumerable<T> messages, PublishOptions? options = null)
        where T : IGoQueueEvent<T>
    {
        foreach (var message in ReadAll(messages, options))
        {
            _entries.Add(new PublishBatchEntry<T>(message, options));
        }

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

    /// <summary>Adds an event as it is: if it is null, its result is the failure.</summary>
    internal void AddUnchecked(IGoQueueEvent? message, PublishOptions? options) => _entries.Add(new RuntimeBatchEntry(message, options));

    internal PublishBatchEntry[] ToEntries() => [.. _entries];

    private static T[] ReadAll<T>(IEnumerable<T> messages, PublishOptions? options)
    {
        ArgumentNullException.ThrowIfNull(messages);
        RuntimeBatches.RequireNoMessageId(options);
        T[] read = [.. messages];
        var missing = Array.FindIndex(read, static message => message is null);
        return missing < 0
            ? read
            : throw new ArgumentException($"The event at index {missing} is null: nothing was added to the batch; leave it out.", nameof(messages));
    }
}
