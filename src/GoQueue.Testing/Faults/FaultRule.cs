namespace GoQueue.Testing.Faults;

/// <summary>A fault and the messages it is for. Guarded by its plan's lock.</summary>
internal sealed class FaultRule(PublishFault fault, Func<PublishedMessage, bool> applies, int times)
{
    public const int Always = -1;

    private int _left = times;

    public PublishFault Fault => fault;

    public bool IsSpent => _left == 0;

    /// <summary>Whether it is for this message; then it is used up by one.</summary>
    public bool TryUse(PublishedMessage message)
    {
        if (IsSpent || !applies(message))
        {
            return false;
        }

        _left -= _left == Always ? 0 : 1;
        return true;
    }
}
