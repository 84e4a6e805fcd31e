using System.Runtime.ExceptionServices;
using System.Threading.Tasks.Sources;

namespace GoQueue.Delivery.Operations;

/// <summary>
/// How the caller reads its result: once. Only a reader that has claimed the result gives up the caller's ownership.
/// </summary>
internal sealed partial class PublishOperation : IValueTaskSource<PublishReceipt>, IValueTaskSource
{
    private SingleReadSource _source;

    PublishReceipt IValueTaskSource<PublishReceipt>.GetResult(short token)
    {
        _source.Claim(token);
        var receipt = _receipt;
        var failure = _failure;
        ReleaseOwner();
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        return receipt;
    }

    void IValueTaskSource.GetResult(short token)
    {
        _source.Claim(token);
        var observer = _observer!;
        var failure = _failure;
        if (failure is null)
        {
            // First: as soon as no send is pending, the context may go to another message.
            observer.Confirmed(_receipt);
        }

        ReleaseOwner();
        observer.Sent();
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    ValueTaskSourceStatus IValueTaskSource<PublishReceipt>.GetStatus(short token) => _source.GetStatus(token, in _failure);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _source.GetStatus(token, in _failure);

    void IValueTaskSource<PublishReceipt>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => _source.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => _source.OnCompleted(continuation, state, token, flags);
}
