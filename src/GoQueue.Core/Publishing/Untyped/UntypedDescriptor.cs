using System.Text.Json.Serialization.Metadata;

namespace GoQueue.Publishing.Untyped;

/// <summary>Stands for an event type where there is none: all untyped messages with equal topic, action and version share one plan.</summary>
internal sealed class UntypedDescriptor : EventDescriptor
{
    public override Type EventType => typeof(GoQueueMessage);

    public override JsonTypeInfo JsonTypeInfo => throw new NotSupportedException("An untyped message carries its data as bytes: it has no JSON metadata.");

    // Nothing is known of what the bytes hide.
    internal override bool HidesMembers => true;

    internal override string? Redact(object message) => null;
}
