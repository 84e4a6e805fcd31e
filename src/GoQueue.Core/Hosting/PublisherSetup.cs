using System.Diagnostics.Metrics;
using GoQueue.Delivery;
using GoQueue.Delivery.CircuitBreaking;
using GoQueue.Delivery.Deduplication;
using GoQueue.Delivery.Operations;
using GoQueue.Delivery.RateLimiting;
using GoQueue.Delivery.Resilience;
using GoQueue.Delivery.Retry;
using GoQueue.Diagnostics;
using GoQueue.Diagnostics.Debugging;
using GoQueue.Formats;
using GoQueue.Formats.Compression;
using GoQueue.Hosting.Configuration;
using GoQueue.Messages;
using GoQueue.Messages.Execution;
using GoQueue.Pipeline;
using GoQueue.Publishing.Composition;
using GoQueue.Publishing.Correlation;
using GoQueue.Publishing.Encryption;
using GoQueue.Publishing.Middleware;
using GoQueue.Publishing.Untyped;
using GoQueue.Transports.Layers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace GoQueue.Hosting;

/// <summary>
/// What the builder verbs collect, and what a publisher is built from. Lives as long as the setting up; the publisher keeps nothing of it.
/// </summary>
internal sealed class PublisherSetup
{
    public List<Action<GoQueueOptions>> Options { get; } = [];

    /// <summary>The chosen transport: made once the settings are settled. The last choice wins.</summary>
    public Func<PublisherSetup, ResolvedPublisherOptions, IPublishTransport>? Transport { get; set; }

    public List<Action<BackgroundOptions>> Background { get; } = [];

    public TransportLayers Layers { get; } = new();

    /// <summary>In registration order; the argument is the container, or null without one.</summary>
    public List<MiddlewareRegistration> Middleware { get; } = [];

    /// <summary>How single events are treated, by their descriptor.</summary>
    public Dictionary<EventDescriptor, EventOptions> Events { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>Events that will be published, besides those of <see cref="Events"/>.</summary>
    public List<EventDescriptor> KnownEvents { get; } = [];

    public StartTopologySetup StartTopology { get; } = new();

    public List<IPayloadSerializer> Serializers { get; } = [];

    /// <summary>Null = off.</summary>
    public CompressionOptions? Compression { get; set; }

    public CompressorFactory? Compressors { get; set; }

    /// <summary>Null = off.</summary>
    public PayloadEncryptor? Encryption { get; set; }

    /// <summary>Null = no retries of rejected messages.</summary>
    public Action<RetryOptions>? Retry { get; set; }

    /// <summary>Null = no circuit breaker.</summary>
    public Action<CircuitBreakerOptions>? CircuitBreaker { get; set; }

    public LoggingOptions Logging { get; } = new();

    /// <summary>Null = the container's, or none.</summary>
    public ILoggerFactory? Loggers { get; set; }

    /// <summary>Null = off.</summary>
    public MessageCorrelation? Correlation { get; set; }

    /// <summary>Null = off.</summary>
    public DeduplicationOptions? Deduplication { get; set; }

    /// <summary>Null = off.</summary>
    public PublishRateLimit? RateLimit { get; set; }

    /// <summary>Null = the publisher's own attempts.</summary>
    public IPublishResilience? Resilience { get; set; }

    /// <summary>Null = off.</summary>
    public DebugOptions? Debug { get; set; }

    public List<UntypedRule> UntypedRules { get; } = [];

    /// <summary>The publisher's key in its container; null for the default publisher.</summary>
    public string? Name { get; set; }

    public IServiceProvider? Services { get; set; }

    /// <summary>What the container's options system says, configuration included; the builder's verbs come on top. Null without a container.</summary>
    public GoQueueOptions? BaseOptions { get; set; }

    /// <summary>What the configuration says; null without one.</summary>
    public ConfiguredOptions? Configured { get; set; }

    /// <summary>Log lines of the transport and the stages, which are written by the thread pool.</summary>
    public ReportQueue Reports { get; } = new();

    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>The version at which pooled operations begin. Tests start close to the last one.</summary>
    public ushort FirstOperationVersion { get; set; }

    public EventOptions GetEventOptions(EventDescriptor descriptor)
    {
        if (!Events.TryGetValue(descriptor, out var settings))
        {
            Events.Add(descriptor, settings = new EventOptions());
        }

        return settings;
    }

    public ResolvedPublisherOptions BuildSettings()
    {
        var options = BaseOptions ?? new GoQueueOptions();
        foreach (var configure in Options)
        {
            configure(options);
        }

        new OptionsCheck(options, Configured).Run([.. Events.Keys, .. KnownEvents, .. StartTopology.Events]);
        var publisherId = options.PublisherId ?? DefaultId();
        var wire = new WireSetup(options, publisherId, this);
        wire.Check();
        return new ResolvedPublisherOptions
        {
            PublisherId = publisherId,
            Name = Name,
            DefaultExchange = options.DefaultExchange,
            DefaultHeaders = [.. options.DefaultHeaders],
            Validate = options.Validate,
            Mandatory = options.Mandatory,
            Persistent = options.Persistent,
            PublishTimeout = TimeLimits.Finite(options.PublishTimeout, TimeLimits.Longest),
            DrainTimeout = TimeLimits.Finite(options.DrainTimeout, TimeLimits.LongestDrain),
            MaxMessageBytes = options.MaxMessageBytes,
            ConnectOnStart = options.ConnectOnStart,
            StartTimeout = TimeLimits.Finite(options.StartTimeout, TimeLimits.Longest),
            StartTopology = StartTopology.Build(options, Configured),
            Priorities = new PriorityRules(options.ActionPriorities),
            Time = Time,
            Format = options.Format,
            CloudEventsSource = wire.CloudEventsSource,
            CloudEventsSchemaBase = wire.CloudEventsSchemaBase,
            Events = Events,
            Serializers = Serializers,
            Compression = Compression,
            Compressors = Compressors,
            Encryption = Encryption,
            Correlation = Correlation,
            UntypedRules = UntypedRules,
        };
    }

    public BackgroundOptions BuildBackground()
    {
        var options = new BackgroundOptions();
        Configured?.Bind(options);
        foreach (var configure in Background)
        {
            configure(options);
        }

        BackgroundOptionsCheck.Run(options, Configured);
        return options;
    }

    /// <summary>Makes the transport with its layers. One that a test has put in its place goes without: it is to see each message as it is published.</summary>
    public IPublishTransport BuildTransport(ResolvedPublisherOptions settings, out BufferingTransport? buffer)
    {
        buffer = null;
        if (Services?.GetService(typeof(ITransportReplacement)) is ITransportReplacement replacement)
        {
            return replacement.Make(this, settings);
        }

        return Transport is null
            ? throw new GoQueueConfigurationException(
                $"No transport is chosen: {(Configured?.UriKey is { } key ? $"set {key} to one such as amqp://user:password@host:5672/vhost, or " : "")}call UseRabbitMQ(\"amqp://…\") on the builder, or UseInMemory() for tests and first steps.")
            : Layers.Build(Transport(this, settings), settings, out buffer);
    }

    public OperationEngine BuildEngine(ResolvedPublisherOptions settings, IPublishTransport transport, PublishOperationPool operations)
    {
        if (Retry is not null && Resilience is not null)
        {
            throw new GoQueueConfigurationException("UseRetry and UseResilience stand at the same place, around the attempts of a publish: call one of them.");
        }

        return new(
            transport,
            settings.Time,
            settings.PublishTimeout,
            Retry is null ? null : new RetryPolicy(Made(Retry), settings.Time, CreateDeferredLogger(RetryPolicy.Category)),
            CircuitBreaker is null ? null : new CircuitBreaker(Made(CircuitBreaker), settings.Time, CreateDeferredLogger(Delivery.CircuitBreaking.CircuitBreaker.Category)))
        {
            Deduplication = Deduplication is null ? null : new DeduplicationWindow(Deduplication, settings.Time),
            RateLimit = RateLimit,
            Resilience = Resilience is null ? null : new ResilienceStage(Resilience, operations, new OperationEngine(transport, settings.Time, settings.PublishTimeout)),
        };
    }

    public PublisherTelemetry BuildTelemetry(ResolvedPublisherOptions settings, IPublishTransport transport, CircuitBreaker? breaker) => new(
        new TelemetrySource(transport.System, transport.ServerAddress, transport.ServerPort, settings.PublisherId, settings.Name, transport.GetStatus),
        settings.Time,
        (IMeterFactory?)Services?.GetService(typeof(IMeterFactory)),
        new PublisherLogger(CreateLogger(PublisherLogger.Category), Logging, settings.Time),
        Debug is null ? null : new PublishDebugger(CreateLogger(PublishDebugger.Category), Debug),
        Reports,
        breaker is null ? null : () => (int)breaker.State);

    /// <summary>A logger for code that may not call a log sink where it runs.</summary>
    public ILogger CreateDeferredLogger(string category) => CreateLogger(category) is NonThrowingLogger logger ? new DeferredLogger(logger, Reports) : NullLogger.Instance;

    public ILogger CreateLogger(string category) =>
        (Loggers ?? (ILoggerFactory?)Services?.GetService(typeof(ILoggerFactory)))?.CreateLogger(category) is { } logger
            ? new NonThrowingLogger(Name is null ? logger : new NamedLogger(logger, Name))
            : NullLogger.Instance;

    public IReadOnlyList<MiddlewareLayer> BuildMiddleware() => Middleware.ConvertAll(one => new MiddlewareLayer(one.Make(Services), one.Scope));

    private static TOptions Made<TOptions>(Action<TOptions> configure)
        where TOptions : new()
    {
        var options = new TOptions();
        configure(options);
        return options;
    }

    // The key first, so that a list of connections shows whose they are. An AMQP short string has 255 bytes.
    private string DefaultId()
    {
        const int LongestName = 60;
        var name = PrintableText.Name(Name);
        if (name?.Length > LongestName)
        {
            name = name[..(char.IsHighSurrogate(name[LongestName - 1]) ? LongestName - 1 : LongestName)];
        }

        return name is null ? $"goqueue-{MessageIds.Next(Time)}" : $"goqueue-{name}-{MessageIds.Next(Time)}";
    }
}
