using System.Diagnostics;
using System.Runtime.CompilerServices;
using GoQueue.Delivery.Operations;
using GoQueue.Diagnostics;
using GoQueue.Messages.Execution;

namespace GoQueue.Publishing.Middleware;

/// <summary>The user's middleware for one event, composed once: each layer's <c>next</c> is a delegate that exists before the first message.</summary>
internal sealed class MiddlewareChain
{
    private readonly PublishDelegate _first;
    private readonly PublishOperationPool _operations;

    private MiddlewareChain(PublishDelegate first, PublishOperationPool operations)
    {
        _first = first;
        _operations = operations;
    }

    /// <summary>
    /// Composes the layers that see an event (null: untyped messages) in registration order, outermost first; null where there are none, so that publishing
    /// skips the chain.
    /// </summary>
    public static MiddlewareChain? Build(IReadOnlyList<MiddlewareLayer> layers, EventDescriptor? @event, PublishDelegate send, PublishOperationPool operations)
    {
        var next = send;
        for (var i = layers.Count - 1; i >= 0; i--)
        {
            if (layers[i].Scope.Covers(@event))
            {
                var layer = layers[i].Middleware;
                var inner = next;
                next = context => layer.InvokeAsync(context, inner);
            }
        }

        return ReferenceEquals(next, send) ? null : new MiddlewareChain(next, operations);
    }

    /// <summary>
    /// Publishes through the layers. What the caller gets is a relay: it may use the ValueTask in any way, and the
    /// runtime's pooled state must be read exactly once.
    /// </summary>
    public ValueTask<PublishReceipt> InvokeAsync(PublishContext context) => ReceiptRelay.Relay(_operations, RunAsync(context));

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<PublishReceipt> RunAsync(PublishContext context)
    {
        // Closing waits for messages that are still in a middleware, too.
        _operations.Enter();
        var end = new PublishEnd(context.MessageId, Attempts: 0, Failure: null);
        try
        {
            if (context.Observation.Activity is { } activity)
            {
                // For what the middleware do; it ends with this method's own execution context.
                Activity.Current = activity;
            }

            await _first(context).ConfigureAwait(false);
            var receipt = ReceiptOf(context);
            end = new PublishEnd(receipt.MessageId, receipt.Attempts, Failure: null, receipt.Deduplicated, Skipped: context.Receipt is null);
            return receipt;
        }
        catch (Exception exception)
        {
            var failure = Typed(exception, context);
            end = new PublishEnd(context.MessageId, AttemptsOf(failure), failure);
            if (ReferenceEquals(failure, exception))
            {
                throw;
            }

            throw failure;
        }
        finally
        {
            // Before the report: closing waits for messages, not for the foreign code that observes their end.
            _operations.Leave();
            if (context.Observation.Telemetry is not null)
            {
                if (ReadingThread.IsCurrent)
                {
                    await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
                }

                context.Observation.End(end);
            }

            if (context.TryEnd())
            {
                context.Return();
            }

            // Otherwise a middleware still holds a send that will write its receipt here: the context is left to the garbage collector.
        }
    }

    private static PublishReceipt ReceiptOf(PublishContext context)
    {
        if (context.Receipt is { } receipt)
        {
            return receipt;
        }

        if (context.IsSkipped || context.IsTaken)
        {
            return new PublishReceipt(context.MessageId, context.Timestamp, Attempts: 0, MayBeDuplicated: false, Deduplicated: false);
        }

        throw context.Sends == 0
            ? new PublishNotCompletedException(
                context.Identity,
                attempts: 0,
                $"A middleware ended the publish of {context.Plan.Name}, {context.Identity}, without calling next: call next(context), or context.Skip() to drop the message on purpose.")
            : new PublishNotCompletedException(
                context.Identity,
                PublishOutcome.Unknown,
                attempts: 0,
                $"A middleware ended the publish of {context.Plan.Name}, {context.Identity}, without awaiting next, or hid that next failed: await next(context), and let its exceptions pass or call context.Skip().");
    }

    /// <summary>What a middleware throws gets the message's identity and what is known of the message; our own exceptions have both.</summary>
    private static Exception Typed(Exception exception, PublishContext context)
    {
        if (exception is PublishException or PublishCanceledException)
        {
            return exception;
        }

        var outcome = context.Sends == 0 || context.IsTaken ? PublishOutcome.NotSent : PublishOutcome.Unknown;
        var known = outcome == PublishOutcome.NotSent ? "nothing was sent" : context.Receipt is null ? "the broker may hold it" : "the broker had confirmed it";
        if (exception is OperationCanceledException && context.CancellationToken.IsCancellationRequested)
        {
            return new PublishCanceledException(
                context.Identity, outcome, $"The publish of {context.Plan.Name}, {context.Identity}, was cancelled in a middleware; {known}.", context.CancellationToken);
        }

        return new PublishStepFailedException(
            context.Identity,
            outcome,
            context.Receipt?.Attempts ?? 0,
            $"A middleware failed while it published {context.Plan.Name}, {context.Identity}, with {exception.GetType().Name}; {known}: mend the middleware, the inner exception shows where.",
            exception);
    }

    private static int AttemptsOf(Exception failure) => failure is PublishException known ? known.Attempts : 0;
}
