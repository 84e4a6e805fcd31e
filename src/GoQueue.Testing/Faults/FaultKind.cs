namespace GoQueue.Testing.Faults;

/// <summary>The members of <see cref="PublishFault"/>.</summary>
internal enum FaultKind
{
    Nack,
    Unroutable,
    Timeout,
    Blocked,
    BlockedFailFast,
    ConnectionLost,
    OutcomeUnknown,
    Delay,
}
