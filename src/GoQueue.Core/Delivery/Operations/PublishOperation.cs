using GoQueue.Messages;
using GoQueue.Messages.Execution;

namespace GoQueue.Delivery.Operations;

/// <summary>
/// One message on its way and the task its caller awaits. Pooled, with two owners: the caller, until it has read the result, and the
/// transport, until it has reported; a third one while the body is on loan to the wire. The result is set once, by compare-and-swap; the first caller wins. The operation goes back to its pool
/// when all have let go. It alone decides what becomes of a failed attempt: transports only report.
/// </summary>
internal sealed partial class PublishOperation
{
    private readonly PublishOperationPool _pool;

    private ISendObserver? _observer;
    private OperationEngine? _engine;
    private TimeSpan _timeout;
    private int _circuitTicket;
    private int _state;
    private int _owners;

    public PublishOperation(PublishOperationPool pool, ushort firstVersion = 0)
    {
        _pool = pool;
        _source = new SingleReadSource(firstVersion);
    }

    public OutgoingMessage Message { get; } = new();

    /// <summary>How often the message was handed to the broker.</summary>
    public int Attempts { get; private set; }

    /// <summary>How often the broker's answer went missing: then it may hold a copy.</summary>
    public int UnknownAttempts { get; private set; }

    /// <summary>How often the broker refused it (nack).</summary>
    public int Rejections { get; private set; }

    /// <summary>When the publish began, as a timestamp of the publisher's clock.</summary>
    public long Started { get; private set; }

    /// <summary>When the whole publish must have ended, as a timestamp of the publisher's clock.</summary>
    public long Deadline { get; private set; }

    /// <summary>Hands the message to the transport.</summary>
    public ValueTask<PublishReceipt> Start(OperationEngine engine, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var version = Begin(engine, timeout ?? engine.PublishTimeout, cancellationToken);
        return new ValueTask<PublishReceipt>(this, version);
    }

    /// <summary>The same for a middleware chain, whose steps have no result: the receipt goes to the context.</summary>
    public ValueTask Start(OperationEngine engine, ISendObserver observer, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        _observer = observer;
        var version = Begin(engine, timeout ?? engine.PublishTimeout, cancellationToken);
        return new ValueTask(this, version);
    }

    /// <summary>The message never left: back to the pool.</summary>
    public void Abandon() => Recycle(pool: true);

    private short Begin(OperationEngine engine, TimeSpan timeout, CancellationToken cancellationToken)
    {
        _owners = 2;
        _startingThread = Environment.CurrentManagedThreadId;
        _engine = engine;
        _timeout = timeout;
        Started = engine.Time.GetTimestamp();
        Deadline = engine.Time.After(Started, timeout);
        _pool.Enter();

        CallerToken = cancellationToken;
        Submit(engine, cancellationToken);
        _startingThread = 0;
        if (_isSettledInCall)
        {
            _isSettledInCall = false;
            Finish();
        }

        return _source.Version;
    }

    private void Submit(OperationEngine engine, CancellationToken cancellationToken)
    {
        if (engine.Deduplication is { } window && !window.TryEnter(this))
        {
            Watch(cancellationToken);
        }
        else if (Admit(engine) is { } refusal)
        {
            Fail(refusal);
        }
        else
        {
            Watch(cancellationToken);
            Limit();
        }
    }

    /// <summary>Takes the id and the way through the circuit breaker, or says why not.</summary>
    private Exception? Admit(OperationEngine engine)
    {
        if (TakeId(engine) is { } taken)
        {
            return taken;
        }

        if (engine.Breaker is { } breaker && (_circuitTicket = breaker.TryEnter()) == 0)
        {
            return PublishFailures.CircuitOpen(this, breaker.RemainingOpenTime);
        }

        return null;
    }
}
