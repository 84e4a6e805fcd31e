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

        try
        {
            var plan = _untypedPlans.PlanOf(message, options);
            EnsureOpen(plan, options?.MessageId ?? message.Id);
            ThrowIfCanceled(plan, options?.MessageId ?? message.Id, cancellationToken);
            var context = plan.Begin(message, options, cancellationToken);
            context.Observer = observer;
            return _middleware is null ? Send(context) : _middleware.InvokeAsync(context);
        }
        catch (Exception exception)
        {
            return ValueTask.FromException<PublishReceipt>(exception);
        }
    }
}
