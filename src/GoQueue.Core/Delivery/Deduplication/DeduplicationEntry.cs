using GoQueue.Delivery.Operations;

namespace GoQueue.Delivery.Deduplication;

/// <summary>One id of a deduplication window: in use, then confirmed. Guarded by the window's lock.</summary>
internal sealed class DeduplicationEntry(DeduplicationWindow window, MessageKey key)
{
    public MessageKey Key => key;

    /// <summary>The broker's confirmation; null = none so far.</summary>
    public PublishReceipt? Receipt { get; set; }

    /// <summary>
    /// The message that was sent for the id and whose caller waits; null if its caller has given up, or it has ended.
    /// </summary>
    public PublishOperation? Owner { get; set; }

    /// <summary>
    /// How many messages with the id were sent and may still be answered, those without a waiting caller included.
    /// </summary>
    public int Sent { get; set; }

    /// <summary>Whether the broker may hold the message because a caller gave up before the answer.</summary>
    public bool MayBeStored { get; set; }

    /// <summary>Later messages with this id, in order.</summary>
    public Queue<DeduplicationWaiter> Waiting { get; } = new();

    /// <summary>When a confirmed id is forgotten, as a timestamp of the publisher's clock.</summary>
    public long ForgottenAt { get; set; }

    /// <summary>The broker has confirmed a message of this entry, perhaps after its caller has given up.</summary>
    public void Confirmed(PublishOperation operation, PublishReceipt receipt) => window.Confirmed(this, operation, receipt);

    /// <summary>The owner failed for good, and its caller is about to hear of it.</summary>
    public void Failed(PublishOperation operation, Exception failure) => window.Failed(this, operation, failure);

    /// <summary>The owner's caller gives up before the broker has answered.</summary>
    /// <param name="operation">The owner.</param>
    /// <param name="mayBeStored">Whether the broker may hold a copy.</param>
    public void GivenUp(PublishOperation operation, bool mayBeStored) => window.GivenUp(this, operation, mayBeStored);

    /// <summary>A message of this entry has left its transport: there will be no further report about it.</summary>
    public void Left(PublishOperation operation) => window.Left(this, operation);
}
