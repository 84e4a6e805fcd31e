namespace GoQueue.Outbox.Envelopes;

/// <summary>Why a stored message cannot be read.</summary>
internal enum EnvelopeFault
{
    /// <summary>It can be read.</summary>
    None,

    /// <summary>A newer version of this package wrote it: it stays for a newer relay.</summary>
    UnknownVersion,

    /// <summary>Its bytes are not what was written.</summary>
    Corrupt,
}
