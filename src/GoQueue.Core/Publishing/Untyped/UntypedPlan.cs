using GoQueue.Messages;
using GoQueue.Publishing.Composition;

namespace GoQueue.Publishing.Untyped;

/// <summary>The plan of the untyped messages of one topic, action and version.</summary>
internal sealed class UntypedPlan(UntypedDescriptor descriptor, ResolvedPublisherOptions settings) : EventPlan(descriptor, settings)
{
    /// <summary>Whether its topic and action are among the few that metrics name.</summary>
    public bool HasKnownNames { get; set; }

    public override bool HasBoundedNames => HasKnownNames;

    public PublishContext Begin(GoQueueMessage message, PublishOptions? options, CancellationToken cancellationToken)
    {
        if (Settings.Validate && Settings.UntypedRules.Count > 0)
        {
            UntypedRule.Check(Settings.UntypedRules, message, IdentityOf(options?.MessageId ?? message.Id));
        }

        var givenId = options?.MessageId ?? message.Id;
        var generatedId = givenId is null ? MessageIds.Next(Settings.Time) : null;
        var context = new UntypedPublishContext(this, message)
        {
            Topic = Topic,
            Exchange = Topic,
            Action = Action,
            RoutingKey = Action,
            Version = Version,
            MessageId = givenId ?? generatedId!,
            GeneratedId = generatedId,
            Timestamp = options?.Timestamp ?? message.Timestamp ?? Settings.Time.GetUtcNow(),
            Mandatory = Mandatory,
            OrderingKey = options?.OrderingKey,
            CancellationToken = cancellationToken,
        };
        foreach (var (name, value) in Settings.DefaultHeaders)
        {
            context.Headers[name] = value;
        }

        foreach (var (name, value) in message.Headers)
        {
            context.Headers[name] = value;
        }

        if (options is not null)
        {
            CallOptions.Apply(options, context);
        }

        context.Priority = PriorityRules.Of(options, context.Headers, Priority);

        return context;
    }
}
