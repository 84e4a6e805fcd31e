using GoQueue.Delivery.Operations;
using GoQueue.Messages.Execution;
using GoQueue.Pipeline;

namespace GoQueue.Delivery.Retry;

/// <summary>
/// A rejected message that waits for the answer of <see cref="RetryOptions.ShouldRetry"/>, which runs on the thread
/// pool and may block. The message ends at its own deadline, or when the publisher is closed, if there is no answer by
/// then. The first of the three owns the operation; the others do not touch it.
/// </summary>
internal sealed class RetryQuestion : IThreadPoolWorkItem
{
    private readonly RetryPolicy _policy;
    private readonly PublishOperation _operation;
    private readonly MessageRejectedException _failure;
    private readonly string _messageId;
    private readonly ITimer _deadline;
    private readonly TimeSpan _left;
    private CancellationTokenRegistration _stopping;
    private int _isAnswered;

    public RetryQuestion(RetryPolicy policy, PublishOperation operation, MessageRejectedException failure, TimeProvider time)
    {
        _policy = policy;
        _operation = operation;
        _failure = failure;
        _messageId = PrintableText.Name(operation.Message.MessageId)!;
        _left = time.Until(operation.Deadline);
        _deadline = DefaultContext.CreateTimer(time, static state => ((RetryQuestion)state!).Expire(), this);
    }

    public void Ask()
    {
        // The answer may take as long as the publish may: until then the message takes memory.
        _operation.WaitForRetry();
        _stopping = _operation.Stopping.UnsafeRegister(static state => ((RetryQuestion)state!).Stop(), this);
        _deadline.Change(_left, Timeout.InfiniteTimeSpan);

        // Last: from here on the operation may be answered, and belong to another message.
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute()
    {
        var again = _policy.ShouldRetry(_messageId, _failure);
        _stopping.Unregister();
        if (!TryAnswer())
        {
            return;
        }

        _operation.StopWaiting();
        if (_operation.IsSettled)
        {
            _operation.LeaveTransport();
        }
        else if (!again || !_policy.TrySchedule(_operation))
        {
            _operation.FailRejected(_failure);
        }
    }

    private void Expire()
    {
        if (TryAnswer())
        {
            _operation.Expire("RetryOptions.ShouldRetry had not answered.", lastFault: null);
            _operation.LeaveTransport();
        }
    }

    private void Stop()
    {
        if (TryAnswer())
        {
            _operation.Fail(PublishFailures.Stopped(_operation));
        }
    }

    private bool TryAnswer()
    {
        if (Interlocked.Exchange(ref _isAnswered, 1) != 0)
        {
            return false;
        }

        _deadline.Dispose();
        return true;
    }
}
