using GoQueue.Publishing.Composition;

namespace GoQueue.Publishing.Background;

/// <summary>
/// One message of a background publisher, from the call on. The call ends when the message is accepted, or has failed before; everything after that
/// goes to the completion.
/// </summary>
internal sealed class BackgroundItem(BackgroundPublisher owner, CancellationToken enqueueToken) : ICompositionObserver
{
    private readonly TaskCompletionSource<BackgroundPublish> _accepted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<PublishReceipt> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public BackgroundQueue Queue => owner.Queue;

    /// <summary>Counts until the message is accepted.</summary>
    public CancellationToken EnqueueToken => enqueueToken;

    public Task<BackgroundPublish> Accepted => _accepted.Task;

    public Task<PublishReceipt> Completion => _completion.Task;

    public void Composed(int bytes)
    {
        // The queue asks for the size when the message comes to its door.
    }

    /// <summary>The message will be published, whatever the caller does. Again for a message that a middleware sends twice.</summary>
    public void Accept(string messageId)
    {
        if (!_accepted.Task.IsCompleted)
        {
            owner.Remember(this);
            _accepted.TrySetResult(new BackgroundPublish(messageId, _completion.Task));
        }
    }

    /// <summary>It was published, or a middleware has ended it without: a success that needs no acceptance.</summary>
    public void Complete(PublishReceipt receipt)
    {
        _completion.TrySetResult(receipt);
        _accepted.TrySetResult(new BackgroundPublish(receipt.MessageId, _completion.Task));
    }

    /// <summary>Says who hears of the failure: true = the handle and the callback, false = the caller.</summary>
    public bool Fail(Exception exception)
    {
        if (_accepted.TrySetException(exception))
        {
            return false;
        }

        _completion.TrySetException(exception);

        // Looked at, so that it is nobody's unobserved exception: who does not await the handle has said so.
        _ = _completion.Task.Exception;
        return true;
    }
}
