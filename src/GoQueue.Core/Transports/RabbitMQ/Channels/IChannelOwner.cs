using GoQueue.Delivery.Operations;
using GoQueue.Transports.RabbitMQ.Faults;

namespace GoQueue.Transports.RabbitMQ.Channels;

/// <summary>What a channel reports to its transport. Called without the channel's lock, also on the thread that reads the connection.</summary>
internal interface IChannelOwner
{
    /// <summary>There may be room for another message.</summary>
    void OnRoom();

    /// <summary>The broker confirmed or rejected messages.</summary>
    void NoteConfirm(long now);

    /// <summary>A message sent alone, to see what it does to its connection, was answered.</summary>
    void OnIsolatedAnswered();

    /// <summary>The broker closed the channel because of one message.</summary>
    void OnRefused(ChannelFault fault);

    /// <summary>Gives back the bytes of messages that have left their channel.</summary>
    void ReleaseBytes(in OperationChain operations);

    /// <inheritdoc cref="ReleaseBytes(in OperationChain)"/>
    void ReleaseBytes(PublishOperation operation);

    /// <summary>The message's caller has the result already: it only leaves.</summary>
    void Discard(PublishOperation operation);

    /// <summary>The message was not written: another channel sends it.</summary>
    void Reroute(PublishOperation operation);
}
