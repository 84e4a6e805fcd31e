namespace GoQueue.Outbox.Relaying;

/// <summary>What a failed send means for its row.</summary>
internal enum SendVerdict
{
    /// <summary>Nothing is wrong with the row: it stays as it is, and the relay pauses.</summary>
    Pause,

    /// <summary>The broker may have it: it stays, and is sent again with its id.</summary>
    Unknown,

    /// <summary>The installation lacks something for its route: it waits, without an end.</summary>
    RouteFault,

    /// <summary>The exchange is missing or closed to this user: all routes of it wait.</summary>
    ExchangeFault,

    /// <summary>The broker refused this message: an attempt is spent.</summary>
    Rejected,

    /// <summary>It can never be sent.</summary>
    Hopeless,
}
