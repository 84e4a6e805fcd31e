using RabbitMQ.Client;

namespace GoQueue.RabbitMQ;

/// <summary>
/// Settings of the RabbitMQ transport. Read once, when the publisher is built; a wrong one is a <see cref="GoQueueConfigurationException"/>
/// that names it. Not thread-safe.
/// </summary>
public sealed class RabbitMQOptions
{
    /// <summary>
    /// Where the broker is and who logs in: <c>amqp://user:password@host:5672/vhost</c>, or <c>amqps://…</c> for TLS (RabbitMQ's URI specification). Required.
    /// The user-info never appears in logs and exceptions.
    /// </summary>
    public string? Uri { get; set; }

    /// <summary>
    /// Further nodes of the same cluster, <c>host</c> or <c>host:port</c>, used when the one of <see cref="Uri"/> cannot be reached; user, vhost and TLS are those of
    /// <see cref="Uri"/>. Default: none.
    /// </summary>
    public IList<string> Endpoints { get; } = [];

    /// <summary>Connections to the broker, 1 to 64. Default: 1; more help where one connection's thread in the broker is the limit.</summary>
    public int Connections { get; set; } = 1;

    /// <summary>
    /// Whether messages of <see cref="EventPriority.High"/> have a connection of their own, with channels and bounds like those of the others, so that a flood cannot delay
    /// them. It is opened at the first such message. The order between them and the others is not kept, not even for equal ordering keys; without it it is.
    /// Default: <see langword="true"/>.
    /// </summary>
    public bool HighPriorityConnection { get; set; } = true;

    /// <summary>Channels of each connection, 1 to 256. Default: 5. RabbitMQ recommends to stay far below its <c>channel_max</c> (2,047).</summary>
    public int ChannelPoolSize { get; set; } = 5;

    /// <summary>Messages of one channel that may wait for their confirm, 1 to 65,536. Default: 256; more mostly adds latency.</summary>
    public int MaxInFlightPerChannel { get; set; } = 256;

    /// <summary>
    /// Bytes of bodies that may wait for their confirm, over all channels. Default: 64 MiB. Further messages wait their turn, up to four times as many bytes; beyond
    /// that a publish fails at once with <see cref="PublishQueueFullException"/> (<see cref="PublishOutcome.NotSent"/>). A single larger message goes alone.
    /// </summary>
    public long MaxInFlightBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// How long one attempt waits for its confirm; then its channel is replaced and the attempt's outcome is unknown. Stands still while the broker is
    /// blocked. Default: 30 s.
    /// </summary>
    public TimeSpan ConfirmTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a message waits for a free place on a channel before it is sent for the first time; then it fails with outcome
    /// <see cref="PublishOutcome.NotSent"/>. Default: <see langword="null"/>, as long as <c>PublishTimeout</c>.
    /// </summary>
    public TimeSpan? AdmissionTimeout { get; set; }

    /// <summary>
    /// Whether a message whose confirm went missing is sent again with the same id: then it is not lost, and may be there twice. Default:
    /// <see langword="true"/>; otherwise such a publish fails with <see cref="PublishOutcomeUnknownException"/>.
    /// </summary>
    public bool AllowDuplicates { get; set; } = true;

    /// <summary>What a publish does while the broker takes no messages. Default: <see cref="BlockedPolicy.Wait"/>.</summary>
    public BlockedPolicy BlockedPolicy { get; set; }

    /// <summary>
    /// The interval of heartbeats, by which a dead connection is noticed; 1 s to 10 min. Default: 10 s (RabbitMQ's documentation: 5 to 20 s are good values).
    /// </summary>
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long connecting to one endpoint may take, with TLS and login. Default: 10 s.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The connection's name in RabbitMQ's management. Default: <see langword="null"/>, the publisher's id.</summary>
    public string? ClientProvidedName { get; set; }

    /// <summary>
    /// Gives user and password, or an OAuth 2 token as password; asked at each connect, and again when two thirds of <see cref="Credentials.ValidUntil"/> have
    /// passed: the new secret is then sent to the broker on the open connection. Default: <see langword="null"/>, those of <see cref="Uri"/>.
    /// </summary>
    public ICredentialsProvider? CredentialsProvider { get; set; }

    /// <summary>
    /// Changes the client's factory before each connect: TLS (all of <see cref="ConnectionFactory.Ssl"/>), <see cref="ConnectionFactory.ClientProperties"/>, authentication mechanisms, the size of frames, the number of
    /// channels, the vhost. Heartbeat, timeouts and recovery are set by this library: a change is ignored with a warning (2012). A change of
    /// <c>SocketFactory</c>, <c>EndpointResolverFactory</c> or the address makes each connect fail. Default: <see langword="null"/>, nothing is changed.
    /// </summary>
    public Action<ConnectionFactory>? ConfigureConnection { get; set; }
}
