namespace GoQueue;

/// <summary>One message that a background publisher has accepted. Safe to use from any number of threads.</summary>
/// <param name="messageId">Its id.</param>
/// <param name="completion">Its receipt.</param>
public sealed class BackgroundPublish(string messageId, Task<PublishReceipt> completion)
{
    /// <summary>The message's id.</summary>
    public string MessageId { get; } = messageId;

    /// <summary>
    /// The receipt, once the broker has confirmed the message; fails as a publish would. May be awaited often, or not at all: a failure that nobody looks at does no
    /// harm, and goes to the publisher's failure callback in any case.
    /// </summary>
    public Task<PublishReceipt> Completion { get; } = completion;
}
