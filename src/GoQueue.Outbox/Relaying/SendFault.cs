namespace GoQueue.Outbox.Relaying;

/// <summary>Why a row was not handed to the broker.</summary>
internal enum SendFault
{
    /// <summary>It was handed over.</summary>
    None,

    /// <summary>Its bytes are not what was written.</summary>
    Corrupt,

    /// <summary>A newer relay can read it.</summary>
    UnknownVersion,

    /// <summary>Its route does not work, and another message probes it.</summary>
    RouteBroken,

    /// <summary>Its time to live has passed.</summary>
    Expired,
}
