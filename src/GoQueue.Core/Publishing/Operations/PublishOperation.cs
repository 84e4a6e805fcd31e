using System.Threading.Tasks.Sources;
using GoQueue.Transports;

namespace GoQueue.Operations;

/// <summary>
/// One message on its way and the task its caller awaits. Pooled: it has two owners, the caller (until it has read the result) and the
/// transport (until it has reported), and goes back when both have let go. The result is set once, whoever comes first.
/// </summary>
internal sealed class PublishOperation : IValueTaskSource<PublishReceipt>, IValueTaskSource
{
    private readonly PublishOperationPool _pool;

    // Asynchronously: the transport completes operations on the client's read loop, where no user code may run.
    private ManualResetValueTaskSourceCore<PublishReceipt> _source = new() { RunContinuationsAsynchronously = true };
    private PublishContext? _context;
    private int _completed;
    private int _owners;

    public PublishOperation(PublishOperationPool pool) => _pool = pool;

    public OutgoingMessage Message { get; } = new();

    /// <summary>How often the message was handed to the broker.</summary>
    public int Attempts { get; private set; }

    /// <summary>Hands the message to the transport.</summary>
    public ValueTask<PublishReceipt> Start(IPublishTransport transport)
    {
        var version = Send(transport);
        return new ValueTask<PublishReceipt>(this, version);
    }

    /// <summary>The same for a middleware chain, whose steps have no result: the receipt goes to the context.</summary>
    public ValueTask Start(IPublishTransport transport, PublishContext context)
    {
        _context = context;
        var version = Send(transport);
        return new ValueTask(this, version);
    }

    /// <summary>The message never left: back to the pool.</summary>
    public void Abandon() => Recycle();

    /// <summary>The broker has confirmed the message.</summary>
    public void Confirm()
    {
        if (TryComplete())
        {
            _source.SetResult(new PublishReceipt(Message.MessageId, Message.Timestamp, Attempts, MayBeDuplicated: false, Deduplicated: false));
        }

        Release();
    }

    /// <summary>The attempt failed for good.</summary>
    public void Fail(Exception exception)
    {
        if (TryComplete())
        {
            _source.SetException(exception);
        }

        Release();
    }

    PublishReceipt IValueTaskSource<PublishReceipt>.GetResult(short token)
    {
        try
        {
            return _source.GetResult(token);
        }
        finally
        {
            Release();
        }
    }

    void IValueTaskSource.GetResult(short token)
    {
        var context = _context;
        try
        {
            context!.Receipt = _source.GetResult(token);
        }
        finally
        {
            Release();
        }
    }

    ValueTaskSourceStatus IValueTaskSource<PublishReceipt>.GetStatus(short token) => _source.GetStatus(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<PublishReceipt>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => _source.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => _source.OnCompleted(continuation, state, token, flags);

    private short Send(IPublishTransport transport)
    {
        _owners = 2;
        Attempts = 1;

        // Read before sending: the transport may complete the operation before it returns.
        var version = _source.Version;
        transport.Send(this);
        return version;
    }

    private bool TryComplete() => Interlocked.CompareExchange(ref _completed, 1, 0) == 0;

    private void Release()
    {
        if (Interlocked.Decrement(ref _owners) == 0)
        {
            Recycle();
        }
    }

    private void Recycle()
    {
        Message.Clear();
        _context = null;
        _completed = 0;
        Attempts = 0;
        _source.Reset();
        _pool.Return(this);
    }
}
