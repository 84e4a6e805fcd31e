using System.Threading.RateLimiting;
using GoQueue.Delivery.Operations;
using GoQueue.Messages;
using GoQueue.Messages.Execution;

namespace GoQueue.Delivery.RateLimiting;

/// <summary>
/// Lets messages pass as a limiter permits. A permit that is there costs no task; waiting for one does. Thread-safe.
/// </summary>
internal abstract class PublishRateLimit
{
    private readonly WaitingKeys _waiting = new();

    public abstract string Description { get; }

    /// <summary>Whether the message has its permit. If not, it is taken: it goes on, or fails, when the limiter answers.</summary>
    public bool TryEnter(PublishOperation operation, TimeProvider time)
    {
        if (operation.Message.OrderingKey is { } key && _waiting.Contains(key))
        {
            // A permit that is there would let it overtake.
            Wait(operation, time);
            return false;
        }

        try
        {
            var lease = Attempt(operation.Message);
            if (lease.IsAcquired)
            {
                operation.KeepLease(lease);
                return true;
            }

            lease.Dispose();
        }
        catch (Exception exception)
        {
            operation.Fail(Failed(operation, exception));
            return false;
        }

        Wait(operation, time);
        return false;
    }

    protected abstract RateLimitLease Attempt(OutgoingMessage message);

    protected abstract ValueTask<RateLimitLease> AcquireAsync(OutgoingMessage message, CancellationToken cancellationToken);

    private void Wait(PublishOperation operation, TimeProvider time)
    {
        if (operation.TryWait())
        {
            _ = operation.Message.OrderingKey is { } key
                ? _waiting.RunAsync(key, before => WaitAsync(operation, time, before))
                : WaitAsync(operation, time, before: null);
        }
    }

    /// <summary>Never throws: whatever happens ends in the operation.</summary>
    /// <param name="operation">The message.</param>
    /// <param name="time">The clock.</param>
    /// <param name="before">Ends when the message before it with its ordering key has been handed on, or has failed.</param>
    private async Task WaitAsync(PublishOperation operation, TimeProvider time, Task? before)
    {
        var left = time.Until(operation.Deadline);
        using var bound = new CancellationTokenSource(left, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(bound.Token, operation.CallerToken, operation.Stopping);
        try
        {
            if (before is not null)
            {
                // Not with the permit in hand: the one before may be waiting for just that.
                await before.WaitAsync(either.Token).ConfigureAwait(false);
            }

            var lease = await AcquireAsync(operation.Message, either.Token).ConfigureAwait(false);
            if (lease.IsAcquired)
            {
                operation.KeepLease(lease);
                operation.Transmit();
                return;
            }

            TimeSpan? retryAfter = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : null;
            lease.Dispose();
            operation.Fail(PublishFailures.RateLimited(operation, retryAfter));
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            if (operation.Stopping.IsCancellationRequested)
            {
                operation.Fail(PublishFailures.Stopped(operation));
                return;
            }

            if (operation.CallerToken.IsCancellationRequested)
            {
                operation.Cancel(operation.CallerToken);
            }
            else
            {
                operation.Expire("the rate limiter gave no permit.", lastFault: null);
            }

            operation.LeaveTransport();
        }
        catch (Exception exception)
        {
            operation.Fail(Failed(operation, exception));
        }
    }

    private static PublishStepFailedException Failed(PublishOperation operation, Exception exception) => new(
        operation.Message.Identity,
        PublishOutcome.NotSent,
        operation.Attempts,
        $"{PublishFailures.SentenceStart(operation)} was not sent: the rate limiter failed with {exception.GetType().Name}; mend it or dispose it after the publisher, the inner exception shows where.",
        exception);
}
