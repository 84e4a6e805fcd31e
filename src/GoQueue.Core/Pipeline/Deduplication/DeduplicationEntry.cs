namespace GoQueue.Pipeline;

/// <summary>One id of a deduplication window: under way, then confirmed. Guarded by the window's lock, but for the outcome.</summary>
internal sealed class DeduplicationEntry(DeduplicationWindow window, MessageKey key)
{
    public MessageKey Key => key;

    /// <summary>The broker's confirmation, even one that came after its caller had given up. Set by the message's transport, before it leaves.</summary>
    public PublishReceipt? Receipt { get; set; }

    /// <summary>Why it failed for good; set like <see cref="Receipt"/>.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Later messages with this id, in order.</summary>
    public Queue<DeduplicationWaiter> Waiting { get; } = new();

    /// <summary>When a confirmed id is forgotten, as a timestamp of the publisher's clock.</summary>
    public long ForgottenAt { get; set; }

    /// <summary>The message has left its transport: nothing more will be heard of it.</summary>
    /// <param name="mayBeStored">Whether the broker may hold a copy of which it has not told.</param>
    public void Leave(bool mayBeStored) => window.Leave(this, mayBeStored);
}
