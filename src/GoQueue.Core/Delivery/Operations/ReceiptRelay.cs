using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading.Tasks.Sources;

namespace GoQueue.Delivery.Operations;

/// <summary>
/// Stands between a method whose state comes from the runtime's pool and a caller whose ValueTask may be used in any
/// way. The runtime's pooled state must be read exactly once: the relay does that, and the caller reads the relay.
/// Pooled, and owned by the caller until the result was read; a relay whose result is never read is left to the garbage
/// collector.
/// </summary>
internal sealed class ReceiptRelay : IValueTaskSource<PublishReceipt>
{
    private readonly PublishOperationPool _pool;
    private readonly Action _finish;
    private SingleReadSource _source;
    private ConfiguredValueTaskAwaitable<PublishReceipt>.ConfiguredValueTaskAwaiter _inner;
    private PublishReceipt _receipt;
    private Exception? _failure;

    public ReceiptRelay(PublishOperationPool pool, ushort firstVersion)
    {
        _pool = pool;
        _source = new SingleReadSource(firstVersion);
        _finish = Finish;
    }

    /// <summary>
    /// Hands on a result. Where it is there already, the returned ValueTask holds it and no relay is needed.
    /// </summary>
    public static ValueTask<PublishReceipt> Relay(PublishOperationPool pool, ValueTask<PublishReceipt> inner)
    {
        var awaiter = inner.ConfigureAwait(false).GetAwaiter();
        if (!awaiter.IsCompleted)
        {
            return pool.RentRelay().Start(awaiter);
        }

        try
        {
            return new ValueTask<PublishReceipt>(awaiter.GetResult());
        }
        catch (Exception exception)
        {
            return ValueTask.FromException<PublishReceipt>(exception);
        }
    }

    PublishReceipt IValueTaskSource<PublishReceipt>.GetResult(short token)
    {
        _source.Claim(token);
        var receipt = _receipt;
        var failure = _failure;
        _receipt = default;
        _failure = null;
        if (_source.TryReset())
        {
            _pool.Return(this);
        }

        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        return receipt;
    }

    ValueTaskSourceStatus IValueTaskSource<PublishReceipt>.GetStatus(short token) => _source.GetStatus(token, in _failure);

    void IValueTaskSource<PublishReceipt>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => _source.OnCompleted(continuation, state, token, flags);

    private ValueTask<PublishReceipt> Start(ConfiguredValueTaskAwaitable<PublishReceipt>.ConfiguredValueTaskAwaiter inner)
    {
        var version = _source.Version;
        _inner = inner;
        inner.UnsafeOnCompleted(_finish);
        return new ValueTask<PublishReceipt>(this, version);
    }

    private void Finish()
    {
        try
        {
            _receipt = _inner.GetResult();
        }
        catch (Exception exception)
        {
            _failure = exception;
        }

        _inner = default;
        _source.Complete();
    }
}
