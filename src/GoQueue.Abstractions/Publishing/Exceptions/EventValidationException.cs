namespace GoQueue;

/// <summary>The event breaks its own rules. Carries every failure, never a value. Nothing was sent.</summary>
public sealed class EventValidationException : PublishException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="identity">The message.</param>
    /// <param name="eventName">The event's name, for the text.</param>
    /// <param name="failures">Every broken rule, at least one.</param>
    public EventValidationException(MessageIdentity identity, string eventName, IReadOnlyList<ValidationFailure> failures)
        : base(identity, PublishOutcome.NotSent, 0, Describe(identity, eventName, failures))
        => Failures = failures;

    /// <summary>Every broken rule, in the order of the members.</summary>
    public IReadOnlyList<ValidationFailure> Failures { get; }

    private static string Describe(MessageIdentity identity, string eventName, IReadOnlyList<ValidationFailure> failures)
    {
        var rules = failures.Count == 1 ? "a rule" : $"{failures.Count} rules";
        return $"{eventName}, {identity}, breaks {rules} and was not sent: {string.Join(" ", failures)}";
    }
}
