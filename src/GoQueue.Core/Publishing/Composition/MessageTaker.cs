using GoQueue.Messages;

namespace GoQueue.Publishing.Composition;

/// <summary>
/// Takes composed messages in place of the broker: they are stored, and sent later. Its code is in virtual methods, so that a
/// trimmed program without a taker has none of it. Not thread-safe.
/// </summary>
internal abstract class MessageTaker : ICompositionObserver
{
    public void Composed(int bytes)
    {
        // The message is stored, and holds no bytes of the publisher.
    }

    /// <summary>
    /// Called on the thread that composes, once for each time that the message would have been sent. The message goes back
    /// to its pool afterwards: the taker copies what it keeps, header values included.
    /// </summary>
    public abstract void Take(OutgoingMessage message);

    /// <summary>Composes a message that has no middleware, and returns its context to the pool.</summary>
    public virtual ValueTask<PublishReceipt> HandOver(GoQueuePublisher publisher, PublishContext context)
    {
        try
        {
            publisher.ComposeFor(this, context);
            return ValueTask.FromResult(new PublishReceipt(context.MessageId, context.Timestamp, Attempts: 0, MayBeDuplicated: false, Deduplicated: false));
        }
        finally
        {
            context.Return();
        }
    }

    /// <summary>Composes a message at the end of its middleware.</summary>
    public virtual ValueTask HandOverFromMiddleware(GoQueuePublisher publisher, PublishContext context)
    {
        publisher.ComposeFor(this, context);
        context.Taken();
        return ValueTask.CompletedTask;
    }
}
