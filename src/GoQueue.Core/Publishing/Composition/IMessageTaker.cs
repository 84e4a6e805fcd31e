using GoQueue.Messages;

namespace GoQueue.Publishing.Composition;

/// <summary>Takes composed messages in place of the broker: they are stored, and sent later. Not thread-safe.</summary>
internal interface IMessageTaker : IComposedObserver
{
    /// <summary>
    /// Called on the thread that composes, once for each time that the message would have been sent. The message goes back
    /// to its pool afterwards: the taker copies what it keeps, header values included.
    /// </summary>
    void Take(OutgoingMessage message);
}
