using GoQueue.Delivery.Operations;

namespace GoQueue.Transports.RabbitMQ.Wire;

/// <summary>The number of an open channel on the wire, in confirm mode. Thread-safe.</summary>
internal interface IPublishChannel
{
    /// <summary>The channel's number.</summary>
    ushort Number { get; }

    /// <summary>Whether so much is unsent that further messages should wait in their channel.</summary>
    bool IsFull { get; }

    /// <summary>Sets who hears of answers and the end. If the channel has ended already, the receiver hears of it here.</summary>
    void Open(IPublishReceiver receiver);

    /// <summary>Queues a message's frames; <see cref="Flush"/> sends them. Called with the lock that numbers the messages.</summary>
    /// <returns>False if the channel or connection takes nothing more: then its end is, or will be, reported to the receiver.</returns>
    bool Write(PublishOperation operation);

    /// <summary>Sends what is queued, unless more is about to come. Not to be called with a lock.</summary>
    void Flush();

    /// <summary>Has the kept messages of all channels written once there is room. Not to be called with a lock.</summary>
    void WantRoom();

    /// <summary>
    /// Takes nothing more and closes the channel, if it is open. Completes when the broker has answered, or the connection has ended.
    /// </summary>
    Task CloseAsync();
}
