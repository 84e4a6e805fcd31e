namespace GoQueue.Delivery.Operations;

/// <summary>What a message is sent for: a publish that goes on when its operation is read.</summary>
internal interface ISendObserver
{
    /// <summary>The broker confirmed the message. Called before <see cref="Sent"/>.</summary>
    void Confirmed(in PublishReceipt receipt);

    /// <summary>The operation's result has been read. The observer may belong to another message as soon as this returns.</summary>
    void Sent();
}
