using GoQueue.Delivery.Operations;
using GoQueue.Messages.Execution;

namespace GoQueue.Delivery.Resilience;

/// <summary>
/// The attempts of one message inside a foreign resilience pipeline. The pipeline may keep the callback, and call it or
/// be inside it when the publish has ended: from <see cref="End"/> on the operation is not touched, because it may be
/// another message by then. Thread-safe.
/// </summary>
internal sealed class ResilienceRun(PublishOperation operation, PublishOperationPool pool, OperationEngine attempts)
{
    private readonly Lock _sync = new();
    private bool _confirmed;
    private bool _ended;

    /// <summary>The pipeline has returned. True if an attempt was confirmed.</summary>
    public bool End()
    {
        lock (_sync)
        {
            _ended = true;
            return _confirmed;
        }
    }

    // Without a pooled state machine: the pipeline is foreign code, and may use the ValueTask in any way.
    public async ValueTask<PublishReceipt> AttemptAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var attempt = pool.Rent();
        if (!TryBegin(attempt, out var number, out var left))
        {
            attempt.Abandon();
            throw new OperationCanceledException();
        }

        if (number > 1)
        {
            attempt.Observation.Telemetry?.Resending(attempt.Observation, attempt.Message, number - 1, isLogged: false);
        }

        try
        {
            var receipt = await attempt.Start(attempts, left, cancellationToken).ConfigureAwait(false);
            lock (_sync)
            {
                _confirmed = true;
            }

            return receipt;
        }
        catch (Exception exception) when (exception is PublishException { Outcome: PublishOutcome.Unknown } or PublishCanceledException { Outcome: PublishOutcome.Unknown })
        {
            lock (_sync)
            {
                if (!_ended)
                {
                    operation.NoteUnknownAttempt();
                }
            }

            throw;
        }
    }

    private bool TryBegin(PublishOperation attempt, out int number, out TimeSpan left)
    {
        lock (_sync)
        {
            number = 0;
            left = default;
            if (_ended || !operation.TryBeginOuterAttempt())
            {
                return false;
            }

            number = operation.Attempts;
            operation.Message.CopyTo(attempt.Message);

            // Its id belongs to the whole publish; a cancelled attempt may still be on its way when the next one
            // begins.
            attempt.Message.HasGivenId = false;
            attempt.Observation = operation.Observation;
            attempt.IsAttempt = true;
            attempt.IsAdmitted = true;
            left = attempts.Time.Until(operation.Deadline, least: 0.001);
            return true;
        }
    }
}
