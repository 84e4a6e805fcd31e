using GoQueue.Messages;

namespace GoQueue.Publishing.Untyped;

/// <summary>A rule of the user's for untyped messages.</summary>
/// <param name="ActionPattern">Dot-separated words, <c>*</c> for one and <c>#</c> for any number, as in a topic exchange's bindings.</param>
/// <param name="Validator">Adds what is wrong.</param>
internal sealed record UntypedRule(string ActionPattern, Action<GoQueueMessage, ICollection<ValidationFailure>> Validator)
{
    /// <summary>Throws where one of the rules is broken, with all of the failures.</summary>
    public static void Check(IReadOnlyList<UntypedRule> rules, GoQueueMessage message, MessageIdentity identity)
    {
        List<ValidationFailure>? failures = null;
        foreach (var rule in rules)
        {
            if (!TopicPattern.Matches(rule.ActionPattern, message.Action))
            {
                continue;
            }

            failures ??= [];
            try
            {
                rule.Validator(message, failures);
            }
            catch (Exception exception)
            {
                throw new PublishStepFailedException(
                    identity,
                    PublishOutcome.NotSent,
                    attempts: 0,
                    $"The validator of '{rule.ActionPattern}' failed on {identity} with {exception.GetType().Name}; nothing was sent: let it add a failure instead, the inner exception shows where.",
                    exception);
            }
        }

        if (failures is { Count: > 0 })
        {
            throw new EventValidationException(identity, nameof(GoQueueMessage), failures);
        }
    }
}
