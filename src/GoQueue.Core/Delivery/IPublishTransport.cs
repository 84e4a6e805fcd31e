using GoQueue.Delivery.Operations;
using GoQueue.Diagnostics;
using GoQueue.Messages;

namespace GoQueue.Delivery;

/// <summary>Carries frozen messages to a broker. Safe to use from any number of threads.</summary>
internal interface IPublishTransport : IAsyncDisposable
{
    /// <summary>For people: <c>RabbitMQ amqp://host:5672/vhost</c>, without credentials.</summary>
    string Description { get; }

    /// <summary>OpenTelemetry's <c>messaging.system</c>.</summary>
    string System => "in_memory";

    /// <summary>Where the broker is, for telemetry: the configured host, not the one that is connected now. Null = nowhere.</summary>
    string? ServerAddress => null;

    /// <summary>The port beside it, boxed once.</summary>
    object? ServerPort => null;

    /// <summary>
    /// Makes a second transport to the same broker, for messages that must not stand in line with others. It connects at its first message. Null = nobody stands
    /// in line here, or it is not wanted.
    /// </summary>
    Func<IPublishTransport>? CreateHighPriority => null;

    /// <summary>
    /// Raised after the state, not a mere count, has changed: on the transport's own thread, outside its locks. Read <see cref="GetStatus"/> for what it is now.
    /// </summary>
    event Action? StateChanged;

    /// <summary>How it is doing. Cheap enough for a health check, not meant for each message.</summary>
    TransportStatus GetStatus();

    /// <summary>Connects now instead of at the first message. If there never was a connection, gives up soon. Throws what a publish would throw.</summary>
    ValueTask ConnectAsync(CancellationToken cancellationToken);

    /// <summary>Connects for the start of a host, whose broker may start later: warns, and tries until the token is cancelled.</summary>
    ValueTask ConnectAtStartAsync(CancellationToken cancellationToken) => ConnectAsync(cancellationToken);

    /// <summary>Connects and declares for the start of a host, whose broker may start later: tries until the token is cancelled.</summary>
    async ValueTask DeclareAtStartAsync(TopologyBuilder topology, CancellationToken cancellationToken)
    {
        await ConnectAtStartAsync(cancellationToken).ConfigureAwait(false);
        await DeclareAsync(topology, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Makes one attempt: never throws, never blocks. Calls <see cref="PublishOperation.TryBeginAttempt"/> right before the message is written; where that says no, the
    /// caller has its result, and the transport only leaves (<see cref="PublishOperation.LeaveTransport"/>). Afterwards it reports exactly one result, perhaps
    /// before this method returns, and does not touch the operation again.
    /// </summary>
    void Send(PublishOperation operation);

    /// <summary>
    /// The count that a message belongs to while it waits, in the transport or in a stage before it (a retry, a rate limit, another message with its id). Null = what waits is
    /// not bounded here.
    /// </summary>
    ByteCount? WaitingOf(OutgoingMessage message) => null;

    /// <summary>Declares exchanges, queues and bindings.</summary>
    ValueTask DeclareAsync(TopologyBuilder topology, CancellationToken cancellationToken);

    /// <summary>Takes no more messages and closes, at the latest when the token is cancelled. What is still under way by then is reported as failed.</summary>
    ValueTask CloseAsync(CancellationToken cancellationToken);
}
