using GoQueue.Messages;
using GoQueue.RabbitMQ;
using RabbitMQ.Client;

namespace GoQueue.Transports.RabbitMQ.Settings;

/// <summary>The transport's options, checked and settled at build. Immutable.</summary>
internal sealed class ResolvedRabbitMQOptions
{
    // A broker that says nothing for longer is not there.
    private static readonly TimeSpan s_longestSilence = TimeSpan.FromMinutes(10);

    private readonly RabbitMQOptions _options;
    private readonly Uri _uri;

    private ResolvedRabbitMQOptions(RabbitMQOptions options, Uri uri, IReadOnlyList<(string Host, int Port)> endpoints, PublisherInfo publisher)
    {
        _options = options;
        _uri = uri;
        Publisher = publisher;
        Endpoints = endpoints;
        VirtualHost = new ConnectionFactory { Uri = uri }.VirtualHost;
        Description = $"{uri.Scheme}://{string.Join(',', Endpoints.Select(NameOf))}/{(VirtualHost == "/" ? "" : System.Uri.EscapeDataString(VirtualHost))}";
        ClientProvidedName = options.ClientProvidedName ?? publisher.PublisherId;
        Connections = options.Connections;
    }

    public PublisherInfo Publisher { get; }

    public TimeProvider Time => Publisher.Time;

    public IReadOnlyList<(string Host, int Port)> Endpoints { get; }

    public string VirtualHost { get; }

    /// <summary>Where the broker is, without user-info.</summary>
    public string Description { get; private init; }

    public string ClientProvidedName { get; private init; }

    public int Connections { get; private init; }

    /// <summary>Whether these are the settings of the connection that only messages of high priority use.</summary>
    public bool IsHighPriority { get; private init; }

    public bool HighPriorityConnection => _options.HighPriorityConnection;

    public int ChannelPoolSize => _options.ChannelPoolSize;

    public int MaxInFlightPerChannel => _options.MaxInFlightPerChannel;

    public long MaxInFlightBytes => _options.MaxInFlightBytes;

    /// <summary>How many bytes may wait their turn. More than may be in flight: a burst is taken whole more often than not, and memory still has a bound.</summary>
    public long MaxWaitingBytes => Math.Min(long.MaxValue / 4, MaxInFlightBytes) * 4;

    public TimeSpan ConfirmTimeout => TimeLimits.Finite(_options.ConfirmTimeout, TimeLimits.Longest);

    public TimeSpan? AdmissionTimeout => _options.AdmissionTimeout is { } bound && !TimeLimits.IsInfinite(bound) ? bound : null;

    public bool AllowDuplicates => _options.AllowDuplicates;

    public bool FailsFastWhenBlocked => _options.BlockedPolicy == BlockedPolicy.FailFast;

    public TimeSpan ConnectTimeout => TimeLimits.Finite(_options.ConnectTimeout, s_longestSilence);

    public ICredentialsProvider? CredentialsProvider => _options.CredentialsProvider;

    /// <summary>
    /// Rejected messages are sent again: then only one message of an ordering key is under way at a time, or a later one would overtake it.
    /// </summary>
    public bool OrdersThroughRetries { get; private init; }

    /// <summary>How often channels look at their deadlines.</summary>
    public TimeSpan Tick { get; private init; }

    /// <summary>The confirm timeout in whole ticks. One more, because a message may be sent at the end of a tick.</summary>
    public int ConfirmTicks => (int)Math.Min(int.MaxValue - 1, Math.Ceiling(ConfirmTimeout / Tick)) + 1;

    /// <param name="options">The options.</param>
    /// <param name="publisher">What the transport knows of its publisher.</param>
    /// <param name="nameOf">How messages name an option; null = by its property.</param>
    /// <param name="uriOrigin">Where the configuration has the URI; null = it was given in code.</param>
    /// <param name="ordersThroughRetries">Whether rejected messages are sent again.</param>
    /// <exception cref="GoQueueConfigurationException">An option is wrong.</exception>
    public static ResolvedRabbitMQOptions Create(
        RabbitMQOptions options, PublisherInfo publisher, Func<string, string>? nameOf = null, string? uriOrigin = null, bool ordersThroughRetries = false)
    {
        string NameOf(string option) => nameOf?.Invoke(option) ?? $"{nameof(RabbitMQOptions)}.{option}";

        var uri = UriOf(options.Uri, uriOrigin);
        var endpoints = EndpointsOf(options, uri, NameOf(nameof(options.Endpoints)));
        OptionLimits.Require(options.Connections, 1, 64, NameOf(nameof(options.Connections)));
        OptionLimits.Require(options.ChannelPoolSize, 1, 256, NameOf(nameof(options.ChannelPoolSize)));
        OptionLimits.Require(options.MaxInFlightPerChannel, 1, 65_536, NameOf(nameof(options.MaxInFlightPerChannel)));
        OptionLimits.Require(options.MaxInFlightBytes, 1, long.MaxValue, NameOf(nameof(options.MaxInFlightBytes)));
        TimeLimits.Require(options.ConfirmTimeout, NameOf(nameof(options.ConfirmTimeout)), TimeLimits.Shortest, TimeLimits.Longest);
        TimeLimits.Require(options.AdmissionTimeout ?? TimeLimits.Longest, NameOf(nameof(options.AdmissionTimeout)), TimeLimits.Shortest, TimeLimits.Longest);
        TimeLimits.Require(options.Heartbeat, NameOf(nameof(options.Heartbeat)), TimeSpan.FromSeconds(1), s_longestSilence);
        TimeLimits.Require(options.ConnectTimeout, NameOf(nameof(options.ConnectTimeout)), TimeLimits.Shortest, s_longestSilence);
        if (MessageLimits.FaultOf(options.ClientProvidedName) is { } fault)
        {
            throw new GoQueueConfigurationException($"{NameOf(nameof(options.ClientProvidedName))} {fault}: remove it.");
        }

        OptionLimits.RequireDefined(options.BlockedPolicy, NameOf(nameof(options.BlockedPolicy)), "Wait or FailFast");

        // A quarter of the shortest bound, so that what is meant to end after 100 ms does not take half a second; ten wake-ups a second at most.
        var shortest = Min(
            TimeLimits.Finite(options.ConfirmTimeout, TimeLimits.Longest),
            Min(publisher.PublishTimeout, TimeLimits.Finite(options.AdmissionTimeout ?? TimeSpan.MaxValue, TimeLimits.Longest)));
        var tick = TimeSpan.FromMilliseconds(Math.Clamp(shortest.TotalMilliseconds / 4, 5, 100));
        return new ResolvedRabbitMQOptions(options, uri, endpoints, publisher) { Tick = tick, OrdersThroughRetries = ordersThroughRetries };
    }

    /// <summary>The same for one connection that only urgent messages use, told apart by its name in RabbitMQ's management, in logs and in errors.</summary>
    public ResolvedRabbitMQOptions ForHighPriority() => new(_options, _uri, Endpoints, Publisher)
    {
        Connections = 1,
        IsHighPriority = true,
        Description = $"{Description} (high priority)",
        ClientProvidedName = $"{ClientProvidedName} (high priority)",
        OrdersThroughRetries = OrdersThroughRetries,
        Tick = Tick,
    };

    /// <summary>A factory for one attempt: the user's settings first, then those that this library cannot do without.</summary>
    /// <param name="host">The endpoint's host.</param>
    /// <param name="onOverruled">Hears the names of settings that were changed and are not used.</param>
    /// <exception cref="ConnectRefusedException">A setting was changed that this library cannot work with.</exception>
    public ConnectionFactory CreateFactory(string host, Action<string> onOverruled)
    {
        // For amqps:// the client itself accepts a certificate of another host. Reset before the user's code, which may choose to.
        var factory = new ConnectionFactory { Uri = _uri };
        factory.Ssl.AcceptablePolicyErrors = System.Net.Security.SslPolicyErrors.None;
        var changes = new FactoryChanges(factory);
        Configure(factory);
        changes.Check(factory, onOverruled);
        factory.AutomaticRecoveryEnabled = false;
        factory.TopologyRecoveryEnabled = false;
        factory.RequestedHeartbeat = TimeLimits.Finite(_options.Heartbeat, s_longestSilence);

        // The session bounds each request by itself. A channel whose opening or closing the client gives up keeps its number (7.2.2).
        factory.ContinuationTimeout = Timeout.InfiniteTimeSpan;
        factory.HandshakeContinuationTimeout = ConnectTimeout;
        factory.RequestedConnectionTimeout = ConnectTimeout;
        factory.ClientProvidedName = ClientProvidedName;
        if ((_options.CredentialsProvider ?? factory.CredentialsProvider) is { } provider)
        {
            factory.CredentialsProvider = new GuardedCredentials(provider);
        }

        if (factory.Ssl.Enabled)
        {
            factory.Ssl.ServerName = string.IsNullOrEmpty(factory.Ssl.ServerName) || factory.Ssl.ServerName == _uri.Host || factory.Ssl.ServerName == _uri.DnsSafeHost ? host : factory.Ssl.ServerName;
        }

        return factory;
    }

    private void Configure(ConnectionFactory factory)
    {
        try
        {
            _options.ConfigureConnection?.Invoke(factory);
        }
        catch (Exception exception)
        {
            throw new UserCodeException("RabbitMQOptions.ConfigureConnection", exception.GetType());
        }

        GuardedCertificates.Guard(factory.Ssl);
    }

    /// <param name="text">The URI.</param>
    /// <param name="configured">Where the configuration has it; null = it was given in code.</param>
    private static Uri UriOf(string? text, string? configured)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new GoQueueConfigurationException(configured is not null && text is not null
                ? $"The URI {configured} is empty: set it to one such as amqp://user:password@host:5672/vhost."
                : "The URI of RabbitMQ is null or empty: set ConnectionStrings:rabbitmq (environment: ConnectionStrings__rabbitmq) to one such as amqp://user:password@host:5672/vhost, and give it to UseRabbitMQ.");
        }

        var origin = configured ?? "given to UseRabbitMQ";

        return BrokerUri.Parse(text, origin);
    }

    private static List<(string Host, int Port)> EndpointsOf(RabbitMQOptions options, Uri uri, string option)
    {
        var defaultPort = uri.Scheme == "amqps" ? 5671 : 5672;
        List<(string, int)> endpoints = [(uri.DnsSafeHost, uri.Port < 0 ? defaultPort : uri.Port)];
        for (var i = 0; i < options.Endpoints.Count; i++)
        {
            endpoints.Add(EndpointText.Parse(options.Endpoints[i], option, i, defaultPort));
        }

        return endpoints;
    }

    private static string NameOf((string Host, int Port) endpoint) =>
        endpoint.Host.Contains(':', StringComparison.Ordinal) ? $"[{endpoint.Host}]:{endpoint.Port}" : $"{endpoint.Host}:{endpoint.Port}";

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
