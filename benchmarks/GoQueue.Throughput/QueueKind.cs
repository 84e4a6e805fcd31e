namespace GoQueue.Throughput;

/// <summary>What is bound to the exchange.</summary>
internal enum QueueKind
{
    /// <summary>Nothing: the broker confirms and drops, so the publishers are what is measured. Mandatory is off then.</summary>
    None,

    /// <summary>A durable classic queue.</summary>
    Classic,

    /// <summary>A quorum queue of one node.</summary>
    Quorum,
}
