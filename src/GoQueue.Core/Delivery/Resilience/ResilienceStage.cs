using GoQueue.Delivery.Operations;
using GoQueue.Messages.Execution;
using GoQueue.Pipeline;

namespace GoQueue.Delivery.Resilience;

/// <summary>Runs the attempts of messages inside a foreign resilience pipeline. Each attempt is an operation of its own with a copy of the message. Thread-safe.</summary>
internal sealed class ResilienceStage(IPublishResilience resilience, PublishOperationPool pool, OperationEngine attempts)
{
    public string Description => resilience.GetType().Name;

    public void Send(PublishOperation operation) => _ = RunAsync(operation);

    /// <summary>Never throws: whatever happens ends in the operation.</summary>
    private async Task RunAsync(PublishOperation operation)
    {
        var time = attempts.Time;
        var left = time.Until(operation.Deadline);
        using var bound = new CancellationTokenSource(left, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(bound.Token, operation.CallerToken, operation.Stopping);
        var run = new ResilienceRun(operation, pool, attempts);
        try
        {
            await resilience.ExecuteAsync(static (run, token) => run.AttemptAsync(token), run, either.Token).ConfigureAwait(false);
            if (run.End())
            {
                operation.Confirm();
            }
            else
            {
                operation.Fail(Unconfirmed(operation));
            }
        }
        catch (Exception exception)
        {
            run.End();
            if (operation.CallerToken.IsCancellationRequested && exception is OperationCanceledException and not PublishCanceledException)
            {
                operation.Cancel(operation.CallerToken);
                operation.LeaveTransport();
            }
            else if (bound.IsCancellationRequested && exception is OperationCanceledException)
            {
                operation.Expire("the resilience pipeline was still at work.", lastFault: null);
                operation.LeaveTransport();
            }
            else if (operation.Stopping.IsCancellationRequested && exception is OperationCanceledException)
            {
                operation.Fail(PublishFailures.Stopped(operation));
            }
            else
            {
                operation.Fail(exception is PublishException or PublishCanceledException ? exception : Failed(operation, exception));
            }
        }
    }

    private static PublishNotCompletedException Unconfirmed(PublishOperation operation)
    {
        var outcome = operation.Attempts > 0 ? PublishOutcome.Unknown : PublishOutcome.NotSent;
        return new PublishNotCompletedException(
            operation.Message.Identity,
            outcome,
            operation.Attempts,
            $"{PublishFailures.SentenceStart(operation)} was not confirmed: the resilience pipeline returned a receipt without an attempt that succeeded; return what the attempt returned, or throw.");
    }

    private static PublishStepFailedException Failed(PublishOperation operation, Exception exception)
    {
        var outcome = operation.UnknownAttempts > 0 ? PublishOutcome.Unknown : PublishOutcome.NotSent;
        var known = outcome == PublishOutcome.Unknown ? "the broker may hold it" : "no attempt reached the broker";
        return new PublishStepFailedException(
            operation.Message.Identity,
            outcome,
            operation.Attempts,
            $"{PublishFailures.SentenceStart(operation)} was given up by the resilience pipeline with {exception.GetType().Name}; {known}: the inner exception says why.",
            exception);
    }
}
