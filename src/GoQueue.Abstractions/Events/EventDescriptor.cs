using System.Runtime;
using System.Text.Json.Serialization.Metadata;

namespace GoQueue;

/// <summary>
/// What is known of an event at compile time. Made by generated code, immutable, safe to use from any thread.
/// </summary>
public abstract class EventDescriptor
{
    private protected EventDescriptor()
    {
    }

    /// <summary>The exchange, or <see langword="null"/> where the publisher's default exchange applies.</summary>
    public required string? Topic { get; init; }

    /// <summary>The routing key as declared; a template where it contains <c>{Property}</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The version as declared, <c>major.minor[.patch]</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The name in <c>Publish{Name}Async</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Whether the publisher validates this event by default. Default: <see langword="true"/>.</summary>
    public bool Validates { get; init; } = true;

    /// <summary>Whether a rendered routing key may have empty words. Default: <see langword="false"/>, the publisher refuses it.</summary>
    public bool AllowsEmptyWords { get; init; }

    /// <summary>Whether a value in a rendered routing key may hold dots, which begin further words. Default: <see langword="false"/>, the publisher refuses it.</summary>
    public bool AllowsDotsInValues { get; init; }

    /// <summary>The declared priority. Default: <see cref="EventPriority.Unspecified"/>.</summary>
    public EventPriority Priority { get; init; }

    /// <summary>Whether a member is marked <c>[Encrypted]</c>: then the event is only sent by a publisher that encrypts. Default: <see langword="false"/>.</summary>
    public bool RequiresEncryption { get; init; }

    /// <summary>The event's type.</summary>
    public abstract Type EventType { get; }

    /// <summary>The event's JSON metadata; reads and writes it with the settings of the event's own assembly.</summary>
    public abstract JsonTypeInfo JsonTypeInfo { get; }

    /// <summary>The descriptor of <typeparamref name="T"/>.</summary>
    /// <typeparam name="T">The event.</typeparam>
    public static EventDescriptor<T> For<T>()
        where T : IGoQueueEvent<T> => T.Descriptor;

    /// <summary>The descriptor of an event whose type is known only at run time.</summary>
    /// <exception cref="ArgumentNullException">There is no event.</exception>
    /// <exception cref="MessageRefusedException">Generated code did not implement the event.</exception>
    internal static EventDescriptor Of(IGoQueueEvent message, string? messageId)
    {
        ArgumentNullException.ThrowIfNull(message);
        EventDescriptor? descriptor = null;
        Exception? cause = null;
        try
        {
            descriptor = message.RuntimeDescriptor;
        }
        catch (AmbiguousImplementationException exception)
        {
            // An event that derives from another event, in an assembly that was built by version 0.1.
            cause = exception;
        }

        if (descriptor is not null && descriptor.Describes(message))
        {
            return descriptor;
        }

        throw new MessageRefusedException(
            new MessageIdentity(messageId, null, null, null),
            attempts: 0,
            $"A {message.GetType()} was not sent: it has no descriptor of its own type, because generated code did not implement it; put [GoQueueEvent] on the partial record, and build its assembly with this version of GoQueue.Typed.",
            cause);
    }

    /// <summary>Whether an event is of this type, or derives from it.</summary>
    internal virtual bool Describes(IGoQueueEvent message) => false;

    /// <summary>Publishes an event of this type.</summary>
    internal virtual ValueTask<PublishReceipt> PublishTo(
        IGoQueuePublisher publisher, IGoQueueEvent message, PublishOptions? options, CancellationToken cancellationToken) => throw NotAnEvent();

    /// <summary>Hands an event of this type to a batch's sink.</summary>
    internal virtual ValueTask<PublishReceipt> PublishTo(
        IBatchSink sink, IGoQueueEvent message, PublishOptions? options, CancellationToken cancellationToken) => throw NotAnEvent();

    /// <summary>Hands an event of this type to a background publisher.</summary>
    internal virtual ValueTask<BackgroundPublish> EnqueueTo(
        IGoQueueBackgroundPublisher publisher, IGoQueueEvent message, PublishOptions? options, CancellationToken cancellationToken) => throw NotAnEvent();

    /// <summary>Checks the rules of an event of this type.</summary>
    internal virtual bool TryValidate(IGoQueueEvent message, out IReadOnlyList<ValidationFailure> failures) => throw NotAnEvent();

    /// <summary>Whether a member, at any depth, is marked <c>[Sensitive]</c> or <c>[Encrypted]</c>.</summary>
    internal abstract bool HidesMembers { get; }

    /// <summary>The JSON of an event for people, hidden members as <c>***</c>; <see langword="null"/> if nothing in it is hidden.</summary>
    internal abstract string? Redact(object message);

    /// <summary>For people: <c>UserCreated (users/user.created 1.0)</c>.</summary>
    public override string ToString() => $"{Name} ({Topic}/{Action} {Version})";

    // Untyped messages have a descriptor of their own, which no event returns.
    private NotSupportedException NotAnEvent() => new($"{this} describes untyped messages.");
}
