using GoQueue.Messages;
using GoQueue.Testing.Faults;

namespace GoQueue.Testing;

/// <summary>What goes wrong with a message in the test harness. Immutable; give it to <see cref="GoQueueTestHarness.FailNext"/> or <see cref="GoQueueTestHarness.FailWhen"/>.</summary>
public sealed class PublishFault
{
    private PublishFault(FaultKind kind, TimeSpan delay = default)
    {
        Kind = kind;
        Duration = delay;
    }

    /// <summary>The broker refuses the message: <see cref="MessageRejectedException"/>, or another attempt where <c>UseRetry</c> is on.</summary>
    public static PublishFault Nack { get; } = new(FaultKind.Nack);

    /// <summary>No queue takes the message: <see cref="UnroutableMessageException"/>; confirmed and dropped where it is not mandatory, as RabbitMQ does.</summary>
    public static PublishFault Unroutable { get; } = new(FaultKind.Unroutable);

    /// <summary>
    /// The broker never answers and the publish times out, at once instead of after its timeout: <see cref="PublishTimeoutException"/> with
    /// <see cref="PublishOutcome.Unknown"/>. Use <see cref="Delay"/> with a fake clock to see the timeout itself.
    /// </summary>
    public static PublishFault Timeout { get; } = new(FaultKind.Timeout);

    /// <summary>
    /// The broker takes no messages (memory or disk alarm): the message waits until <see cref="GoQueueTestHarness.Unblock"/>, or until its timeout:
    /// <see cref="PublishTimeoutException"/> with <see cref="PublishOutcome.NotSent"/>.
    /// </summary>
    public static PublishFault Blocked { get; } = new(FaultKind.Blocked);

    /// <summary>The same where the publisher does not wait (RabbitMQ's <c>BlockedPolicy.FailFast</c>): <see cref="BrokerBlockedException"/>.</summary>
    public static PublishFault BlockedFailFast { get; } = new(FaultKind.BlockedFailFast);

    /// <summary>
    /// The connection is lost before the message reaches the broker. The publisher cannot know that, and sends it again with the same id: the receipt says
    /// <see cref="PublishReceipt.MayBeDuplicated"/>. Where <see cref="GoQueueTestHarness.AllowDuplicates"/> is off: <see cref="PublishOutcomeUnknownException"/>.
    /// </summary>
    public static PublishFault ConnectionLost { get; } = new(FaultKind.ConnectionLost);

    /// <summary>The broker takes the message and its confirm is lost for good: the message is published, and the caller gets <see cref="PublishOutcomeUnknownException"/>.</summary>
    public static PublishFault OutcomeUnknown { get; } = new(FaultKind.OutcomeUnknown);

    internal FaultKind Kind { get; }

    internal TimeSpan Duration { get; }

    /// <summary>The broker takes the message and confirms it late, by the publisher's clock; later than the publish's timeout is <see cref="PublishTimeoutException"/>.</summary>
    /// <param name="delay">How late, more than zero; 12 h at most, as no publish waits longer.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delay"/> is zero or less.</exception>
    public static PublishFault Delay(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(delay, TimeSpan.Zero);
        return new PublishFault(FaultKind.Delay, delay < TimeLimits.Longest ? delay : TimeLimits.Longest);
    }

    /// <summary>The fault's name.</summary>
    public override string ToString() => Kind == FaultKind.Delay ? $"Delay({Duration})" : Kind.ToString();
}
