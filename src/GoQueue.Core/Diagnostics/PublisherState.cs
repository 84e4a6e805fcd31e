namespace GoQueue;

/// <summary>How a publisher stands to its broker.</summary>
public enum PublisherState
{
    /// <summary>It has not connected yet: it does so at the first message, or at <c>ConnectAsync</c>.</summary>
    NotConnected = 0,

    /// <summary>Connected, and the broker takes messages.</summary>
    Connected = 1,

    /// <summary>Connected, but the broker takes no messages: its memory or disk alarm is on.</summary>
    Blocked = 2,

    /// <summary>The connection is lost or could not be made; it is being tried again.</summary>
    Disconnected = 3,

    /// <summary>Closing: no more messages are taken, those under way are waited for.</summary>
    Closing = 4,

    /// <summary>Closed for good.</summary>
    Closed = 5,
}
