namespace GoQueue.Transports.RabbitMQ.Wire;

/// <summary>Who hears of what the broker sends on a channel. Called on the reading thread: no waiting, no foreign code.</summary>
internal interface IPublishReceiver
{
    /// <summary>The broker answered one message, or all up to it.</summary>
    void OnAnswer(ulong tag, bool multiple, bool isAck);

    /// <summary>The broker sent a message back; its answer follows.</summary>
    void OnReturn(in WireReturn returned);

    /// <summary>The broker takes messages again on this channel, or stops taking them (channel.flow).</summary>
    void OnFlow(bool isActive);

    /// <summary>The channel has ended.</summary>
    /// <param name="end">Why.</param>
    /// <param name="left">
    /// The position (<see cref="GoQueue.Delivery.Operations.PublishOperation.WirePosition"/>) from which on surely nothing had left when the other side ended the channel.
    /// </param>
    void OnClosed(WireEnd end, long left);
}
