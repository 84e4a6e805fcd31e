namespace GoQueue.Outbox;

/// <summary>How messages with one ordering key are sent.</summary>
public enum KeyOrder
{
    /// <summary>One at a time: the next is sent when the broker has confirmed the one before. First copies keep the order of the commits, whatever fails.</summary>
    Strict,

    /// <summary>One behind the other without waiting, on one channel. Faster for one key; a message that the broker rejects can be overtaken.</summary>
    WhenNothingFails,
}
