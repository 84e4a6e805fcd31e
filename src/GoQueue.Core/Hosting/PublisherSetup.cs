using System.Text;
using GoQueue.Formats;
using GoQueue.Pipeline;
using GoQueue.Transports;

namespace GoQueue.Hosting;

/// <summary>
/// What the builder verbs collect, and what a publisher is built from. Lives as long as the setting up; the publisher keeps nothing of it.
/// </summary>
internal sealed class PublisherSetup
{
    public List<Action<GoQueueOptions>> Options { get; } = [];

    /// <summary>The chosen transport: made once the settings are settled. The last choice wins.</summary>
    public Func<PublisherSetup, PublisherSettings, IPublishTransport>? Transport { get; set; }

    /// <summary>In registration order; the argument is the container, or null without one.</summary>
    public List<Func<IServiceProvider?, IPublishMiddleware>> Middleware { get; } = [];

    /// <summary>How single events are treated, by their descriptor.</summary>
    public Dictionary<EventDescriptor, EventSettings> Events { get; } = new(ReferenceEqualityComparer.Instance);

    public List<IPayloadSerializer> Serializers { get; } = [];

    /// <summary>Null = off.</summary>
    public CompressionOptions? Compression { get; set; }

    /// <summary>Null = off.</summary>
    public PayloadEncryptor? Encryption { get; set; }

    public IServiceProvider? Services { get; set; }

    public TimeProvider Time { get; set; } = TimeProvider.System;

    public EventSettings EventSettingsOf(EventDescriptor descriptor)
    {
        if (!Events.TryGetValue(descriptor, out var settings))
        {
            Events.Add(descriptor, settings = new EventSettings());
        }

        return settings;
    }

    public PublisherSettings BuildSettings()
    {
        var options = new GoQueueOptions();
        foreach (var configure in Options)
        {
            configure(options);
        }

        var publisherId = options.PublisherId ?? $"goqueue-{MessageIds.Next(Time)}";
        RequireShortString(publisherId, nameof(GoQueueOptions.PublisherId));
        if (options.DefaultExchange is { } exchange)
        {
            RequireShortString(exchange, nameof(GoQueueOptions.DefaultExchange));
        }

        RequirePositive(options.PublishTimeout, nameof(GoQueueOptions.PublishTimeout));
        RequirePositive(options.DrainTimeout, nameof(GoQueueOptions.DrainTimeout));
        if (options.MaxMessageBytes <= 0)
        {
            throw new GoQueueConfigurationException($"GoQueueOptions.MaxMessageBytes is {options.MaxMessageBytes}: it must be at least 1.");
        }

        foreach (var name in options.DefaultHeaders.Keys)
        {
            if (ReservedHeaders.Contains(name))
            {
                throw new GoQueueConfigurationException($"GoQueueOptions.DefaultHeaders holds '{name}', which is reserved for the wire format: choose another name.");
            }
        }

        var wire = new WireSetup(options, publisherId, this);
        wire.Check();
        return new PublisherSettings
        {
            PublisherId = publisherId,
            DefaultExchange = options.DefaultExchange,
            DefaultHeaders = [.. options.DefaultHeaders],
            Validate = options.Validate,
            Mandatory = options.Mandatory,
            Persistent = options.Persistent,
            PublishTimeout = options.PublishTimeout,
            DrainTimeout = options.DrainTimeout,
            MaxMessageBytes = options.MaxMessageBytes,
            Time = Time,
            Format = options.Format,
            CloudEventsSource = wire.CloudEventsSource,
            CloudEventsSchemaBase = wire.CloudEventsSchemaBase,
            Events = Events,
            Serializers = Serializers,
            Compression = Compression,
            Encryption = Encryption,
        };
    }

    public IPublishTransport BuildTransport(PublisherSettings settings) => Transport is null
        ? throw new GoQueueConfigurationException("No transport is chosen: call UseRabbitMQ(\"amqp://…\") on the builder, or UseInMemory() for tests and first steps.")
        : Transport(this, settings);

    public IReadOnlyList<IPublishMiddleware> BuildMiddleware() => Middleware.ConvertAll(make => make(Services));

    private static void RequireShortString(string value, string option)
    {
        var bytes = Encoding.UTF8.GetByteCount(value);
        if (bytes is 0 or > MessageLimits.ShortStringBytes)
        {
            throw new GoQueueConfigurationException($"GoQueueOptions.{option} has {bytes} bytes of UTF-8: it must have 1 to {MessageLimits.ShortStringBytes}.");
        }
    }

    private static void RequirePositive(TimeSpan value, string option)
    {
        if (value <= TimeSpan.Zero)
        {
            throw new GoQueueConfigurationException($"GoQueueOptions.{option} is {value}: it must be more than zero.");
        }
    }
}
