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

    public IServiceProvider? Services { get; set; }

    /// <summary>What the container's options system says, configuration included; the builder's verbs come on top. Null without a container.</summary>
    public GoQueueOptions? BaseOptions { get; set; }

    /// <summary>What the configuration says; null without one.</summary>
    public ConfiguredOptions? Configured { get; set; }

    public TimeProvider Time { get; set; } = TimeProvider.System;

    public PublisherSettings BuildSettings()
    {
        var options = BaseOptions ?? new GoQueueOptions();
        foreach (var configure in Options)
        {
            configure(options);
        }

        new OptionsCheck(options, Configured).Run();
        var publisherId = options.PublisherId ?? $"goqueue-{MessageIds.Next(Time)}";
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
            ConnectOnStart = options.ConnectOnStart,
            Time = Time,
            Format = new GoQueueEnvelopeFormat(),
        };
    }

    public IPublishTransport BuildTransport(PublisherSettings settings) => Transport is null
        ? throw new GoQueueConfigurationException("No transport is chosen: call UseRabbitMQ(\"amqp://…\") on the builder, or UseInMemory() for tests and first steps.")
        : Transport(this, settings);

    public IReadOnlyList<IPublishMiddleware> BuildMiddleware() => Middleware.ConvertAll(make => make(Services));
}
