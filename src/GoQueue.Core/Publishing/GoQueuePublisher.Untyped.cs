using GoQueue.Diagnostics;
using GoQueue.Untyped;

namespace GoQueue;

/// <summary>Messages whose kind is not known at compile time.</summary>
public sealed partial class GoQueuePublisher
{
    private readonly UntypedPlans _untypedPlans;

    internal int UntypedPlanCount => _untypedPlans.Count;

    /// <inheritdoc/>
    public ValueTask<PublishReceipt> PublishAsync(GoQueueMessage message, PublishOptions? options = null, CancellationToken cancellationToken = default)
        => Publish(message, options, observer: null, cancellationToken);

    private ValueTask<PublishReceipt> Publish(GoQueueMessage message, PublishOptions? options, IComposedObserver? observer, CancellationToken cancellationToken)
    {
        if (message is null)
        {
            return ValueTask.FromException<PublishReceipt>(new ArgumentNullException(nameof(message)));
        }

        var observation = default(PublishObservation);
        try
        {
            var plan = _untypedPlans.PlanOf(message, options);
            observation = _telemetry.Begin(plan);
            EnsureOpen(plan, options?.MessageId ?? message.Id);
            ThrowIfCanceled(plan, options?.MessageId ?? message.Id, cancellationToken);
            var context = plan.Begin(message, options, cancellationToken);
            context.Observer = observer;
            context.Observation = observation;
            return Dispatch(context);
        }
        catch (Exception exception)
        {
            if (observation.Telemetry is null)
            {
                // Not even a plan: the message lacks what makes one.
                observation = _telemetry.Begin(message, _settings.DefaultExchange);
            }

            observation.Fail(exception, options?.MessageId ?? message.Id);
            return ValueTask.FromException<PublishReceipt>(exception);
        }
    }
}
