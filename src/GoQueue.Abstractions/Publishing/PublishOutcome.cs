namespace GoQueue;

/// <summary>What is known of a message whose publish failed.</summary>
public enum PublishOutcome
{
    /// <summary>The broker does not have it: publishing it again cannot make a duplicate.</summary>
    NotSent = 0,

    /// <summary>The broker refused it. A message to several queues may be in some of them.</summary>
    Rejected = 1,

    /// <summary>The broker took it and found no queue for it.</summary>
    Unroutable = 2,

    /// <summary>It was sent and the broker's answer is missing: it may or may not be there. Publish again only with the same id.</summary>
    Unknown = 3,
}
