using GoQueue.Messages;

namespace GoQueue.Publishing.Composition;

/// <summary>A transport that also wants to know the event behind a message. Only that of the test kit does: a frozen message knows nothing of it, on purpose.</summary>
internal interface IEventWitness
{
    /// <summary>Called on the publishing thread before the message is sent. The context is valid during the call.</summary>
    void Composed(PublishContext context, OutgoingMessage message);

    /// <summary>A taker has stored the message. The context is valid during the call.</summary>
    void Stored(PublishContext context, OutgoingMessage message);

    /// <summary>A stored message is about to be sent.</summary>
    void Sending(OutgoingMessage message);
}
