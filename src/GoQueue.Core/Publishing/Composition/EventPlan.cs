using GoQueue.Diagnostics;
using GoQueue.Formats;
using GoQueue.Formats.Compression;
using GoQueue.Publishing.Encryption;
using GoQueue.Publishing.Middleware;

namespace GoQueue.Publishing.Composition;

/// <summary>
/// What one publisher has settled once for all messages of one event: the event's facts, this publisher's settings, and the bytes and headers that
/// never change. Thread-safe.
/// </summary>
internal abstract class EventPlan : IObservedEvent
{
    protected EventPlan(EventDescriptor descriptor, ResolvedPublisherOptions settings)
    {
        Settings = settings;
        Event = descriptor;
        Topic = descriptor.Topic ?? settings.DefaultExchange ?? throw new MessageRefusedException(
            new MessageIdentity(MessageId: null, Topic: null, descriptor.Action, descriptor.Version) { PublisherName = settings.Name },
            attempts: 0,
            $"{descriptor.Name} declares no topic and the publisher has no default exchange: give the event a Topic, or set GoQueueOptions.DefaultExchange.");
        Action = descriptor.Action;
        Version = descriptor.Version;
        var own = settings.Events.GetValueOrDefault(descriptor);
        Validates = own?.Validation ?? (descriptor.Validates && settings.Validate);
        Mandatory = own?.Mandatory ?? settings.Mandatory;
        Priority = settings.Priorities.Of(own is null or { Priority: EventPriority.Unspecified } ? descriptor.Priority : own.Priority, Action);
        Timeout = own?.Timeout;
        Format = settings.Formats[own?.Format ?? settings.Format];
        Serializer = own?.Serializer ?? (own?.ContentType is { } type && !ContentTypes.IsJson(type) ? settings.SerializerOf(type) : null);
        DataContentType = Serializer?.ContentType ?? own?.ContentType ?? ContentTypes.Json;
        Compression = settings.CompressionOf(own);
        Encryption = settings.Encryption;
        RequiresEncryption = descriptor.RequiresEncryption;
        Text = new EventText(Topic, Action, settings.CloudEventsSource, settings.CloudEventsSchemaBase);
    }

    public ResolvedPublisherOptions Settings { get; }

    public EventDescriptor Event { get; }

    public string Name => Event.Name;

    public string Topic { get; }

    public string Action { get; }

    public string Version { get; }

    public bool Validates { get; }

    public bool Mandatory { get; }

    public EventPriority Priority { get; }

    /// <summary>The event's own bound on a publish; null = the publisher's.</summary>
    public TimeSpan? Timeout { get; }

    public WireFormat Format { get; }

    /// <summary>Null = JSON by the event's generated writer.</summary>
    public IPayloadSerializer? Serializer { get; }

    public string DataContentType { get; }

    public PayloadCompressor? Compression { get; }

    public PayloadEncryptor? Encryption { get; }

    public bool RequiresEncryption { get; }

    /// <summary>Whether the routing key is rendered for each message.</summary>
    public virtual bool HasRenderedRoutingKey => false;

    /// <summary>Whether there are few plans with names such as these: then metrics may name topic and action.</summary>
    public virtual bool HasBoundedNames => true;

    /// <summary>The middleware that see messages of this plan; null = none.</summary>
    public MiddlewareChain? Middleware { get; init; }

    /// <summary>What telemetry says of all its messages; made for the first listener.</summary>
    public EventTelemetry? Telemetry { get; set; }

    /// <summary>What formats write about all its messages.</summary>
    public EventText Text { get; }

    public MessageIdentity IdentityOf(string? messageId) => new(messageId, Topic, Action, Version) { PublisherName = Settings.Name };
}
