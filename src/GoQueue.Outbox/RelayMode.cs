namespace GoQueue.Outbox;

/// <summary>Whether a process publishes what is in the outbox.</summary>
public enum RelayMode
{
    /// <summary>One process at a time relays; the others stand by and take over when it stops.</summary>
    WhenLeaseIsFree,

    /// <summary>This process only writes. Some other process must relay.</summary>
    Never,
}
