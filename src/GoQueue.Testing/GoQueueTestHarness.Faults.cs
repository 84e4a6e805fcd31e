using GoQueue.Testing.Faults;

namespace GoQueue.Testing;

/// <summary>What is to go wrong.</summary>
public sealed partial class GoQueueTestHarness
{
    /// <summary>Lets the next messages fail, whatever their kind. A message that is sent again counts again.</summary>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="times">How many messages, 1 or more. Default: 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="times"/> is less than 1.</exception>
    public void FailNext(PublishFault fault, int times = 1) => Add(fault, static _ => true, times);

    /// <summary>Lets the next <typeparamref name="T"/> fail. A message that is sent again counts again.</summary>
    /// <typeparam name="T">The event.</typeparam>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="times">How many of them, 1 or more. Default: 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="times"/> is less than 1.</exception>
    public void FailNext<T>(PublishFault fault, int times = 1)
        where T : IGoQueueEvent<T>
        => Add(fault, static message => message.TryGetEvent<T>(out _), times);

    /// <summary>Lets all messages fail that a condition is true for, until the result is disposed.</summary>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="condition">Asked for each attempt, on the publishing thread; the message's position is 0, because the broker does not have it yet.</param>
    /// <returns>Ends the fault when disposed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="fault"/> or <paramref name="condition"/> is <see langword="null"/>.</exception>
    public IDisposable FailWhen(PublishFault fault, Func<PublishedMessage, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentNullException.ThrowIfNull(condition);
        var rule = new FaultRule(fault, condition, FaultRule.Always);
        _faults.Add(rule);
        return new FaultSubscription(_faults, rule);
    }

    /// <summary>Takes back all faults that have not happened yet. Messages that are blocked or delayed stay so.</summary>
    public void ClearFaults() => _faults.Clear();

    /// <summary>Lets messages go on that wait because of <see cref="PublishFault.Blocked"/>, in their order. Later ones are blocked where their fault still holds.</summary>
    public void Unblock()
    {
        foreach (var transport in Transports())
        {
            transport.Unblock();
        }
    }

    private void Add(PublishFault fault, Func<PublishedMessage, bool> applies, int times)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        _faults.Add(new FaultRule(fault, applies, times));
    }
}
