using System.Globalization;
using GoQueue.Hosting;
using GoQueue.Pipeline;
using RabbitMQ.Client;

namespace GoQueue.RabbitMQ;

/// <summary>The transport's options, checked and settled at build. Immutable.</summary>
internal sealed class RabbitMQSettings
{
    private readonly RabbitMQOptions _options;
    private readonly Uri _uri;

    private RabbitMQSettings(RabbitMQOptions options, Uri uri, PublisherSettings publisher)
    {
        _options = options;
        _uri = uri;
        Publisher = publisher;
        Endpoints = EndpointsOf(options, uri);
        VirtualHost = new ConnectionFactory { Uri = uri }.VirtualHost;
        Description = $"{uri.Scheme}://{string.Join(',', Endpoints.Select(static e => $"{e.Host}:{e.Port}"))}/{(VirtualHost == "/" ? "" : System.Uri.EscapeDataString(VirtualHost))}";
        ClientProvidedName = options.ClientProvidedName ?? publisher.PublisherId;
        Connections = options.Connections;
    }

    public PublisherSettings Publisher { get; }

    public TimeProvider Time => Publisher.Time;

    public IReadOnlyList<(string Host, int Port)> Endpoints { get; }

    public string VirtualHost { get; }

    /// <summary>Where the broker is, without user-info.</summary>
    public string Description { get; private init; }

    public string ClientProvidedName { get; private init; }

    public int Connections { get; private init; }

    public bool HighPriorityConnection => _options.HighPriorityConnection;

    public int ChannelPoolSize => _options.ChannelPoolSize;

    public int MaxInFlightPerChannel => _options.MaxInFlightPerChannel;

    public long MaxInFlightBytes => _options.MaxInFlightBytes;

    /// <summary>How many bytes may wait their turn. More than may be in flight: a burst is taken whole more often than not, and memory still has a bound.</summary>
    public long MaxWaitingBytes => Math.Min(long.MaxValue / 4, MaxInFlightBytes) * 4;

    public TimeSpan ConfirmTimeout => _options.ConfirmTimeout;

    public TimeSpan? AdmissionTimeout => _options.AdmissionTimeout;

    public bool AllowDuplicates => _options.AllowDuplicates;

    public bool FailsFastWhenBlocked => _options.BlockedPolicy == BlockedPolicy.FailFast;

    public bool Immediate => _options.Immediate;

    public bool CoalesceWrites => _options.CoalesceWrites;

    public TimeSpan ConnectTimeout => _options.ConnectTimeout;

    public ICredentialsProvider? CredentialsProvider => _options.CredentialsProvider;

    /// <summary>
    /// Rejected messages are sent again: then only one message of an ordering key is under way at a time, or a later one would overtake it.
    /// </summary>
    public bool OrdersThroughRetries { get; private init; }

    /// <summary>How often channels look at their deadlines.</summary>
    public TimeSpan Tick { get; private init; }

    /// <summary>The confirm timeout in whole ticks. One more, because a message may be sent at the end of a tick.</summary>
    public int ConfirmTicks => (int)Math.Min(int.MaxValue - 1, Math.Ceiling(ConfirmTimeout / Tick)) + 1;

    /// <exception cref="GoQueueConfigurationException">An option is wrong.</exception>
    public static RabbitMQSettings Create(
        RabbitMQOptions options, PublisherSettings publisher, ConfiguredOptions? configured = null, bool ordersThroughRetries = false)
    {
        string NameOf(string option) => configured?.NameOf(nameof(RabbitMQOptions), option) ?? $"{nameof(RabbitMQOptions)}.{option}";

        var uri = UriOf(options.Uri, configured?.OriginOf(options));
        RequireRange(options.Connections, 1, 64, NameOf(nameof(options.Connections)));
        RequireRange(options.ChannelPoolSize, 1, 256, NameOf(nameof(options.ChannelPoolSize)));
        RequireRange(options.MaxInFlightPerChannel, 1, 65_536, NameOf(nameof(options.MaxInFlightPerChannel)));
        RequireRange(options.MaxInFlightBytes, 1, long.MaxValue, NameOf(nameof(options.MaxInFlightBytes)));
        RequireSpan(options.ConfirmTimeout, TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(1), NameOf(nameof(options.ConfirmTimeout)));
        RequireSpan(options.AdmissionTimeout ?? TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(1), NameOf(nameof(options.AdmissionTimeout)));
        RequireSpan(options.Heartbeat, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10), NameOf(nameof(options.Heartbeat)));
        RequireSpan(options.ConnectTimeout, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(10), NameOf(nameof(options.ConnectTimeout)));
        if (!Enum.IsDefined(options.BlockedPolicy))
        {
            throw new GoQueueConfigurationException($"{NameOf(nameof(options.BlockedPolicy))} is {(int)options.BlockedPolicy}: it must be Wait or FailFast.");
        }

        // A quarter of the shortest bound, so that what is meant to end after 100 ms does not take half a second; ten wake-ups a second at most.
        var shortest = Min(options.ConfirmTimeout, Min(publisher.PublishTimeout, options.AdmissionTimeout ?? TimeSpan.MaxValue));
        var tick = TimeSpan.FromMilliseconds(Math.Clamp(shortest.TotalMilliseconds / 4, 5, 100));
        return new RabbitMQSettings(options, uri, publisher) { Tick = tick, OrdersThroughRetries = ordersThroughRetries };
    }

    /// <summary>The same for one connection that only urgent messages use, told apart by its name in RabbitMQ's management, in logs and in errors.</summary>
    public RabbitMQSettings ForHighPriority() => new(_options, _uri, Publisher)
    {
        Connections = 1,
        Description = $"{Description} (high priority)",
        ClientProvidedName = $"{ClientProvidedName} (high priority)",
        OrdersThroughRetries = OrdersThroughRetries,
        Tick = Tick,
    };

    /// <summary>A factory for one attempt: the user's settings first, then those that this library cannot do without.</summary>
    public ConnectionFactory CreateFactory(string host)
    {
        var factory = new ConnectionFactory { Uri = _uri };
        _options.ConfigureConnection?.Invoke(factory);
        factory.AutomaticRecoveryEnabled = false;
        factory.TopologyRecoveryEnabled = false;
        factory.RequestedHeartbeat = _options.Heartbeat;
        factory.ContinuationTimeout = _options.ConnectTimeout;
        factory.HandshakeContinuationTimeout = _options.ConnectTimeout;
        factory.RequestedConnectionTimeout = _options.ConnectTimeout;
        factory.ClientProvidedName = ClientProvidedName;
        if (_options.CredentialsProvider is { } provider)
        {
            factory.CredentialsProvider = provider;
        }

        if (factory.Ssl.Enabled)
        {
            // For amqps:// the client itself accepts a certificate of another host.
            factory.Ssl.AcceptablePolicyErrors = System.Net.Security.SslPolicyErrors.None;
            factory.Ssl.ServerName = string.IsNullOrEmpty(factory.Ssl.ServerName) || factory.Ssl.ServerName == _uri.Host ? host : factory.Ssl.ServerName;
        }

        return factory;
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

        // Not one character of the text may be repeated: a slip in it often makes the password part of the host.
        if (!System.Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("amqp" or "amqps") || uri.Host.Length == 0)
        {
            throw new GoQueueConfigurationException(
                $"The URI {origin} is not an AMQP URI: write amqp://user:password@host:5672/vhost, or amqps://… for TLS, with %40 for @, %2F for / and %3A for : inside user, password and vhost.");
        }

        if (uri.Segments.Length > 2)
        {
            throw new GoQueueConfigurationException(
                $"The URI {origin} has a path of several segments: a vhost is one, write %2F for each / in its name.");
        }

        return uri;
    }

    private static List<(string Host, int Port)> EndpointsOf(RabbitMQOptions options, Uri uri)
    {
        var defaultPort = uri.Scheme == "amqps" ? 5671 : 5672;
        List<(string, int)> endpoints = [(uri.Host, uri.Port < 0 ? defaultPort : uri.Port)];
        foreach (var text in options.Endpoints)
        {
            var colon = text.LastIndexOf(':');
            var hasPort = colon >= 0 && text.IndexOf(']', colon) < 0;
            var host = (hasPort ? text[..colon] : text).Trim('[', ']');
            var port = defaultPort;
            if (host.Length == 0 || host.AsSpan().ContainsAny("@/") || (hasPort && !(int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= 65_535)))
            {
                throw new GoQueueConfigurationException("RabbitMQOptions.Endpoints holds an entry that is not 'host' or 'host:port': user, password and vhost stand in Uri only.");
            }

            endpoints.Add((host, port));
        }

        return endpoints;
    }

    private static void RequireRange(long value, long least, long most, string option)
    {
        if (value < least || value > most)
        {
            throw new GoQueueConfigurationException(string.Create(
                CultureInfo.InvariantCulture, $"{option} is {value}: it must be {(most == long.MaxValue ? $"at least {least}" : $"{least} to {most}")}."));
        }
    }

    private static void RequireSpan(TimeSpan value, TimeSpan least, TimeSpan most, string option)
    {
        if (value < least || value > most)
        {
            throw new GoQueueConfigurationException($"{option} is {value}: it must be {least} to {most}.");
        }
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
