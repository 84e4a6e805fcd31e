using GoQueue.Delivery.Operations;
using GoQueue.Transports.RabbitMQ.Faults;

namespace GoQueue.Transports.RabbitMQ.Topology;

/// <summary>What is known of one exchange, and the messages that wait for more. Guarded by its own lock; <see cref="IsKnown"/> may be read without.</summary>
internal sealed class ExchangeEntry(string name, ByteCount waitingBytes)
{
    // Long enough that a flood of messages to a missing exchange asks rarely, short enough that nobody waits for one just declared.
    private static readonly TimeSpan s_badNewsLasts = TimeSpan.FromSeconds(1);

    private volatile bool _isKnown;
    private ChannelFault? _denial;
    private long _badNewsAt;
    private bool _isBad;

    public string Name { get; } = name;

    public bool IsKnown => _isKnown;

    public bool IsAsking { get; set; }

    /// <summary>Whether the directory has dropped it: nothing may be put into it any more.</summary>
    public bool IsDropped { get; private set; }

    public OperationList Waiting { get; } = new(waitingBytes);

    public void MarkKnown()
    {
        _isKnown = true;
        IsAsking = _isBad = false;
    }

    /// <summary>Drops it if nothing waits in it.</summary>
    public bool TryDropLocked()
    {
        if (IsAsking || Waiting.Count > 0)
        {
            return false;
        }

        _isKnown = false;
        return IsDropped = true;
    }

    public void Forget() => _isKnown = false;

    public void NoteMissing(TimeProvider time) => NoteBadNews(null, time);

    public void Deny(ChannelFault fault, TimeProvider time) => NoteBadNews(fault, time);

    /// <summary>Why a message to it fails without asking; null where it is not known or the news is old.</summary>
    public Exception? FailureOf(PublishOperation operation, TimeProvider time)
    {
        if (!_isBad || time.GetElapsedTime(_badNewsAt) > s_badNewsLasts)
        {
            return null;
        }

        var failure = _denial is { } denial ? denial.CreateRefusal(operation) : ChannelFault.ExchangeNotFound(operation, null);
        return operation.UnknownAttempts > 0 ? PublishFailures.OutcomeUnknown(operation, failure.Message, failure) : failure;
    }

    private void NoteBadNews(ChannelFault? denial, TimeProvider time)
    {
        _denial = denial;
        _badNewsAt = time.GetTimestamp();
        _isBad = true;
        _isKnown = IsAsking = false;
    }
}
