namespace GoQueue.Outbox;

/// <summary>Why a message is held. The numbers are those of the column <c>state</c>.</summary>
public enum HeldState
{
    /// <summary>The broker did not take it; it is sent again.</summary>
    Retry = 1,

    /// <summary>It waits for an earlier message of its ordering key.</summary>
    Behind = 2,

    /// <summary>It failed for good: replay or discard it.</summary>
    Failed = 3,

    /// <summary>Its <c>Expiration</c> passed before it could be sent: replay or discard it.</summary>
    Expired = 4,
}
