using System.Buffers;
using System.ComponentModel;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using GoQueue.Generated.Json;
using GoQueue.Generated.Routing;
using GoQueue.Generated.Validation;

namespace GoQueue;

/// <summary>
/// What is known of the event <typeparamref name="T"/> at compile time. Made by generated code, immutable, safe to use from any thread.
/// </summary>
/// <typeparam name="T">The event.</typeparam>
public sealed class EventDescriptor<T> : EventDescriptor
    where T : IGoQueueEvent<T>
{
    private JsonTypeInfo<T>? _typeInfo;

    /// <summary>Only generated code makes descriptors.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public EventDescriptor()
    {
    }

    /// <summary>
    /// Finds the JSON metadata. A delegate, because building a serializer context is the costliest part of a process's first event and
    /// the direct writer does without it.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public required Func<JsonTypeInfo<T>> TypeInfoSource { get; init; }

    /// <summary>Writes the event's JSON without System.Text.Json; <see langword="null"/> where the event's shape needs the metadata.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public EventJsonWriter<T>? JsonWriter { get; init; }

    /// <summary>Writes the event's JSON with sensitive members masked, for logs; <see langword="null"/> where nothing is sensitive.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public EventJsonWriter<T>? RedactedJsonWriter { get; init; }

    /// <summary>Checks the event's rules; <see langword="null"/> where it has none.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public EventValidator<T>? Validator { get; init; }

    /// <summary>Renders the routing key of one message; <see langword="null"/> where <see cref="EventDescriptor.Action"/> is no template.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Func<T, string>? RoutingKey { get; init; }

    /// <summary>Reads the ordering key of one message; <see langword="null"/> where no member is marked.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Func<T, string?>? OrderingKey { get; init; }

    /// <summary>Writes the members that travel as headers; <see langword="null"/> where no member is marked.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public EventHeaderWriter<T>? HeaderWriter { get; init; }

    /// <inheritdoc/>
    public override Type EventType => typeof(T);

    /// <summary>The event's JSON metadata; reads and writes it with the settings of the event's own assembly.</summary>
    public override JsonTypeInfo<T> JsonTypeInfo => _typeInfo ??= TypeInfoSource();

    internal override bool HidesMembers => RedactedJsonWriter is not null || RequiresEncryption;

    internal override string? Redact(object message)
    {
        if (RedactedJsonWriter is not { } writer)
        {
            // Encrypted as a whole, or by a context that cannot mask.
            return RequiresEncryption ? "***" : null;
        }

        var output = new ArrayBufferWriter<byte>();
        var json = new JsonSpanWriter(output, sizeHint: 256);
        writer(ref json, (T)message);
        json.Complete();
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    internal override bool Describes(IGoQueueEvent message) => message is T;

    internal override ValueTask<PublishReceipt> PublishTo(
        IGoQueuePublisher publisher, IGoQueueEvent message, PublishOptions? options, CancellationToken cancellationToken) =>
        publisher.PublishAsync((T)message, options, cancellationToken);

    internal override ValueTask<PublishReceipt> PublishTo(
        IBatchSink sink, IGoQueueEvent message, PublishOptions? options, CancellationToken cancellationToken) =>
        sink.Publish((T)message, options, cancellationToken);

    internal override ValueTask<BackgroundPublish> EnqueueTo(
        IGoQueueBackgroundPublisher publisher, IGoQueueEvent message, PublishOptions? options, CancellationToken cancellationToken) =>
        publisher.EnqueueAsync((T)message, options, cancellationToken);

    internal override bool TryValidate(IGoQueueEvent message, out IReadOnlyList<ValidationFailure> failures) =>
        ((T)message).TryValidate(out failures);
}
