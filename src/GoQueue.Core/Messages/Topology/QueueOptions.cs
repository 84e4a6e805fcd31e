namespace GoQueue;

/// <summary>
/// What a queue to declare has beside its name and type. An option that its type does not have is refused. Not
/// thread-safe. Source of names and limits: https://www.rabbitmq.com/docs/queues#optional-arguments.
/// </summary>
public sealed class QueueOptions
{
    /// <summary>
    /// The exchange for messages that expired, were rejected by a consumer, or exceed a limit
    /// (<c>x-dead-letter-exchange</c>); an empty string is the default exchange. Default: <see langword="null"/>, such
    /// messages are dropped. Not for streams.
    /// </summary>
    public string? DeadLetterExchange { get; set; }

    /// <summary>
    /// The routing key of dead-lettered messages (<c>x-dead-letter-routing-key</c>). Default: <see langword="null"/>,
    /// the message's own. Needs <see cref="DeadLetterExchange"/>.
    /// </summary>
    public string? DeadLetterRoutingKey { get; set; }

    /// <summary>
    /// Whether dead-lettered messages are confirmed by their target before they leave this queue
    /// (<c>x-dead-letter-strategy = at-least-once</c>). Default: <see langword="false"/>, they can be lost on the way.
    /// Quorum queues only; needs <see cref="DeadLetterExchange"/> and <see cref="Overflow"/> =
    /// <see cref="QueueOverflow.RejectPublish"/>, without which RabbitMQ would silently fall back to at-most-once.
    /// </summary>
    public bool DeadLetterAtLeastOnce { get; set; }

    /// <summary>
    /// How long a message stays in the queue (<c>x-message-ttl</c>), 0 to 49 days in whole milliseconds. Default:
    /// <see langword="null"/>, without limit. Not for streams; they have <see cref="MaxAge"/>.
    /// </summary>
    public TimeSpan? MessageTtl { get; set; }

    /// <summary>
    /// The most ready messages that the queue holds (<c>x-max-length</c>). Default: <see langword="null"/>, without
    /// limit. Not for streams.
    /// </summary>
    public long? MaxLength { get; set; }

    /// <summary>
    /// The most bytes of bodies that the queue holds (<c>x-max-length-bytes</c>); for a stream, its retention. Default:
    /// <see langword="null"/>, without limit.
    /// </summary>
    public long? MaxLengthBytes { get; set; }

    /// <summary>
    /// What happens at the length limit (<c>x-overflow</c>). Default: <see langword="null"/>, RabbitMQ's own,
    /// <see cref="QueueOverflow.DropHead"/>. Not for streams.
    /// </summary>
    public QueueOverflow? Overflow { get; set; }

    /// <summary>
    /// How often a message may be returned to the queue before it is dropped or dead-lettered
    /// (<c>x-delivery-limit</c>), 0 or more. From RabbitMQ 4.3 on, only failed deliveries count, and a
    /// <c>basic.nack</c> with requeue is none. Default: <see langword="null"/>, RabbitMQ's own: 20 from 4.0 on, without
    /// limit before. Quorum queues only.
    /// </summary>
    public int? DeliveryLimit { get; set; }

    /// <summary>
    /// Whether only one consumer at a time receives messages (<c>x-single-active-consumer</c>). Default:
    /// <see langword="false"/>. Not for streams.
    /// </summary>
    public bool SingleActiveConsumer { get; set; }

    /// <summary>
    /// The highest priority that the queue distinguishes (<c>x-max-priority</c>), 1 to 255. Default:
    /// <see langword="null"/>, none. Classic queues only; a quorum queue has two levels without being asked (4.0 and
    /// later).
    /// </summary>
    public byte? MaxPriority { get; set; }

    /// <summary>
    /// How long a stream keeps its messages (<c>x-max-age</c>), in whole seconds, at least 1 s. Default:
    /// <see langword="null"/>, without limit. Streams only.
    /// </summary>
    public TimeSpan? MaxAge { get; set; }

    /// <summary>
    /// The size of a stream's segment files in bytes (<c>x-stream-max-segment-size-bytes</c>), the unit of its
    /// retention. Default: <see langword="null"/>, RabbitMQ's own 500 MB. Streams only.
    /// </summary>
    public long? MaxSegmentBytes { get; set; }

    /// <summary>
    /// The size of a stream's filter in bytes (<c>x-stream-filter-size-bytes</c>), 16 to 255. Default:
    /// <see langword="null"/>, RabbitMQ's own 16. Streams only.
    /// </summary>
    public int? FilterSize { get; set; }

    /// <summary>
    /// On how many nodes the queue is created (<c>x-quorum-initial-group-size</c>, <c>x-initial-cluster-size</c>), 1 or
    /// more. Default: <see langword="null"/>, RabbitMQ's own. Not for classic queues.
    /// </summary>
    public int? InitialClusterSize { get; set; }

    /// <summary>
    /// Further arguments under their AMQP names, such as <c>x-queue-leader-locator</c>. Default: none.
    /// </summary>
    public IDictionary<string, object?> Arguments { get; } = new Dictionary<string, object?>(StringComparer.Ordinal);
}
