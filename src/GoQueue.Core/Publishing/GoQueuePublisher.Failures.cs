using GoQueue.Diagnostics;

namespace GoQueue;

/// <summary>Publishes that end before an operation or a middleware chain could tell of their end.</summary>
public sealed partial class GoQueuePublisher
{
    /// <summary>Tells of the failure, and gives what user code has thrown the message's identity.</summary>
    private ValueTask<PublishReceipt> Fail(Exception exception, PublishObservation observation, string name, MessageIdentity identity)
    {
        identity = identity with { PublisherName = _settings.Name };
        var failure = Typed(exception, name, identity);
        if (observation.Telemetry is null)
        {
            // Not even a plan, where the message lacks what makes one. Names of events are in the program, those of untyped messages come from outside.
            observation = _telemetry.Begin(name, identity.Topic ?? _settings.DefaultExchange, identity.Action, hasBoundedNames: name != nameof(GoQueueMessage));
        }

        observation.Fail(failure, identity.MessageId);
        return ValueTask.FromException<PublishReceipt>(failure);
    }

    private static Exception Typed(Exception exception, string name, in MessageIdentity identity) =>
        exception is PublishException or PublishCanceledException or ArgumentNullException { ParamName: "message" }
            ? exception
            : new PublishStepFailedException(
                identity,
                PublishOutcome.NotSent,
                attempts: 0,
                $"{name}, {identity}, was not sent: its own code (a rule, or a member that its routing key, ordering key or headers are made of) failed with {exception.GetType().Name}; mend it, the inner exception shows where.",
                exception);
}
