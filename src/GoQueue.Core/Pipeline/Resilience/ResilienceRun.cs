using System.Runtime.CompilerServices;
using GoQueue.Operations;

namespace GoQueue.Pipeline;

/// <summary>The attempts of one message inside a foreign resilience pipeline.</summary>
internal sealed class ResilienceRun(PublishOperation operation, PublishOperationPool pool, OperationEngine attempts)
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<PublishReceipt> AttemptAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!operation.TryBeginOuterAttempt())
        {
            throw new OperationCanceledException();
        }

        if (operation.Attempts > 1)
        {
            operation.Observation.Telemetry?.Resending(operation.Observation, operation.Message, operation.Attempts - 1, isLogged: false);
        }

        var attempt = pool.Rent();
        operation.Message.CopyTo(attempt.Message);

        // Its id belongs to the whole publish; a cancelled attempt may still be on its way when the next one begins.
        attempt.Message.HasGivenId = false;
        attempt.Observation = operation.Observation;
        attempt.IsAttempt = true;
        var left = TimeSpan.FromSeconds(Math.Max(0.001, (operation.Deadline - attempts.Time.GetTimestamp()) / (double)attempts.Time.TimestampFrequency));
        try
        {
            return await attempt.Start(attempts, left, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is PublishException { Outcome: PublishOutcome.Unknown } or PublishCanceledException { Outcome: PublishOutcome.Unknown })
        {
            operation.NoteUnknownAttempt();
            throw;
        }
    }
}
