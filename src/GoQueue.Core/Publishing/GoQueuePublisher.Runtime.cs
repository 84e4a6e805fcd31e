namespace GoQueue;

/// <summary>Events whose types are known only at run time.</summary>
public sealed partial class GoQueuePublisher
{
    /// <inheritdoc/>
    public ValueTask<PublishReceipt> PublishAsync(IGoQueueEvent message, PublishOptions? options = null, CancellationToken cancellationToken = default)
    {
        EventDescriptor descriptor;
        try
        {
            descriptor = EventDescriptor.Of(message, options?.MessageId);
        }
        catch (Exception exception)
        {
            return Fail(exception, observation: default, nameof(IGoQueueEvent), new(options?.MessageId, null, null, null));
        }

        return descriptor.PublishTo(this, message, options, cancellationToken);
    }
}
