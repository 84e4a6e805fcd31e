namespace GoQueue.Outbox.Envelopes;

/// <summary>The bits of <see cref="EnvelopeTag.Flags"/>.</summary>
[Flags]
internal enum EnvelopeFlags : byte
{
    None = 0,
    Persistent = 1,
    Mandatory = 2,
}
