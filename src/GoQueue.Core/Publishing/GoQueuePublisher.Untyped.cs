using GoQueue.Diagnostics;
using GoQueue.Messages;
using GoQueue.Publishing.Composition;
using GoQueue.Publishing.Untyped;

namespace GoQueue;

/// <summary>Messages whose kind is not known at compile time.</summary>
public sealed partial class GoQueuePublisher
{
    private readonly UntypedPlans _untypedPlans;

    internal int UntypedPlanCount => _untypedPlans.Count;

    /// <inheritdoc/>
    public ValueTask<PublishReceipt> PublishAsync(GoQueueMessage message, PublishOptions? options = null, CancellationToken cancellationToken = default)
        => Publish(message, options, observer: null, cancellationToken);

    private ValueTask<PublishReceipt> Publish(GoQueueMessage message, PublishOptions? options, ICompositionObserver? observer, CancellationToken cancellationToken)
    {
        var observation = default(PublishObservation);
        try
        {
            ArgumentNullException.ThrowIfNull(message);
            MessageLimits.CheckGivenId(options?.MessageId ?? message.Id, message.Topic, message.Action, message.Version, _settings.Name);
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
            return Fail(exception, observation, nameof(GoQueueMessage), new(options?.MessageId ?? message?.Id, message?.Topic, message?.Action, message?.Version));
        }
    }
}
