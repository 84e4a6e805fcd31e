using GoQueue.Generated.Validation;

namespace GoQueue;

/// <summary>Checks an event's rules without publishing it. Generated straight-line code: no reflection, 0 bytes where all rules hold.</summary>
public static class EventValidationExtensions
{
    /// <summary>Checks the event's rules.</summary>
    /// <typeparam name="T">The event.</typeparam>
    /// <param name="message">The event.</param>
    /// <exception cref="EventValidationException">A rule is broken; carries every failure.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    public static void Validate<T>(this T message)
        where T : IGoQueueEvent<T>
    {
        if (!message.TryValidate(out var failures))
        {
            var descriptor = T.Descriptor;
            throw new EventValidationException(new MessageIdentity(null, descriptor.Topic, descriptor.Action, descriptor.Version), descriptor.Name, failures);
        }
    }

    /// <summary>Checks the event's rules.</summary>
    /// <typeparam name="T">The event.</typeparam>
    /// <param name="message">The event.</param>
    /// <param name="failures">Every broken rule; empty where all hold.</param>
    /// <returns><see langword="true"/> where all rules hold.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    public static bool TryValidate<T>(this T message, out IReadOnlyList<ValidationFailure> failures)
        where T : IGoQueueEvent<T>
    {
        if (message is null)
        {
            throw new ArgumentNullException(nameof(message));
        }

        var found = new ValidationFailures();
        T.Descriptor.Validator?.Invoke(message, ref found);
        failures = found.ToList();
        return found.Count == 0;
    }

    /// <summary>Checks the rules of an event whose type is known only at run time.</summary>
    /// <param name="message">The event.</param>
    /// <exception cref="EventValidationException">A rule is broken; carries every failure.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    public static void Validate(this IGoQueueEvent message)
    {
        if (!message.TryValidate(out var failures))
        {
            var descriptor = EventDescriptor.Of(message, messageId: null);
            throw new EventValidationException(new MessageIdentity(null, descriptor.Topic, descriptor.Action, descriptor.Version), descriptor.Name, failures);
        }
    }

    /// <summary>Checks the rules of an event whose type is known only at run time.</summary>
    /// <param name="message">The event.</param>
    /// <param name="failures">Every broken rule; empty if all hold.</param>
    /// <returns><see langword="true"/> if all rules hold.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    public static bool TryValidate(this IGoQueueEvent message, out IReadOnlyList<ValidationFailure> failures) =>
        EventDescriptor.Of(message, messageId: null).TryValidate(message, out failures);
}
