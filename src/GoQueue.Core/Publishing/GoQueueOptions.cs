using GoQueue.Formats;

namespace GoQueue;

/// <summary>Settings of a publisher that hold for every transport. Read once, when the publisher is built. Not thread-safe.</summary>
public sealed class GoQueueOptions
{
    /// <summary>
    /// Who publishes: the AMQP property app-id and the header <c>goqueue-app-id</c>, 1 to 255 bytes of UTF-8. Default: <see langword="null"/>, a new
    /// <c>goqueue-</c> id per publisher, which begins with the key of a keyed publisher: <c>goqueue-billing-…</c>.
    /// </summary>
    public string? PublisherId { get; set; }

    /// <summary>The exchange for events that declare no topic. Default: <see langword="null"/>, such an event is an error.</summary>
    public string? DefaultExchange { get; set; }

    /// <summary>Headers for every message; an event's and a call's own headers win over them. Default: none.</summary>
    public IDictionary<string, object?> DefaultHeaders { get; } = new Dictionary<string, object?>();

    /// <summary>Whether events are validated before they are sent. Default: <see langword="true"/>.</summary>
    public bool Validate { get; set; } = true;

    /// <summary>
    /// Whether a message that no queue takes is a failure. Default: <see langword="true"/>; otherwise the broker drops it and confirms it.
    /// </summary>
    public bool Mandatory { get; set; } = true;

    /// <summary>Whether durable queues keep messages over a broker restart (delivery-mode 2). Default: <see langword="true"/>.</summary>
    public bool Persistent { get; set; } = true;

    /// <summary>The bound on one publish with queueing, blocked time and retries. Default: 60 s.</summary>
    public TimeSpan PublishTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long closing waits for messages under way. Default: 10 s.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Whether a host connects the publisher before it starts its services, and fails to start if that takes longer than <see cref="StartTimeout"/>. Default:
    /// <see langword="false"/>, the first message connects. Without a host, call <see cref="GoQueuePublisher.ConnectAsync"/>.
    /// </summary>
    public bool ConnectOnStart { get; set; }

    /// <summary>
    /// Whether a host declares, before it starts its services, what the builder's <c>DeclareOnStart</c> and the configuration's
    /// section <c>Topology</c> contain. Default: <see langword="null"/>, it does if there is such a call or section.
    /// </summary>
    public bool? DeclareOnStart { get; set; }

    /// <summary>
    /// How long a host with <see cref="ConnectOnStart"/> or <see cref="DeclareOnStart"/> tries before its start fails. In a
    /// cluster, applications often start before their broker. A warning is logged after three seconds at most. Default: 60 s.
    /// </summary>
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The largest body, in bytes. Default: 16 MiB, RabbitMQ 4's own <c>max_message_size</c>.</summary>
    public int MaxMessageBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>
    /// How urgent an event is by what its action begins with, where neither call nor header nor attribute says it; the longest match wins, and the rest is normal.
    /// Default: <c>alert.</c> is high and <c>analytics.</c> is low, as in the Go library's guide.
    /// </summary>
    public IDictionary<string, EventPriority> ActionPriorities { get; } = new Dictionary<string, EventPriority>(StringComparer.Ordinal)
    {
        ["alert."] = EventPriority.High,
        ["analytics."] = EventPriority.Low,
    };

    /// <summary>How messages lie on the wire, where an event does not choose its own. Default: <see cref="MessageFormat.GoQueueEnvelope"/>.</summary>
    public MessageFormat Format { get; set; }

    /// <summary>What the CloudEvents formats write where the event does not say it.</summary>
    public CloudEventsOptions CloudEvents { get; } = new();
}
