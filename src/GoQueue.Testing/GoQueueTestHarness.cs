using GoQueue.Delivery;
using GoQueue.Hosting;
using GoQueue.InMemory;
using GoQueue.Messages;
using GoQueue.Messages.Execution;
using GoQueue.Pipeline;
using GoQueue.Publishing.Composition;
using GoQueue.Testing.Faults;
using GoQueue.Testing.Recording;

namespace GoQueue.Testing;

/// <summary>
/// A publisher without a broker, for tests: validation, JSON, middleware and all stages run for real, and what would go to the broker is kept for assertions. Events
/// that no queue is bound for are accepted. Any number of harnesses may live side by side: they share nothing. Thread-safe.
/// </summary>
public sealed partial class GoQueueTestHarness : ITransportReplacement, IAsyncDisposable, IDisposable
{
    private readonly MessageLog _log = new();
    private readonly FaultPlan _faults = new();
    private readonly Lock _gate = new();
    private readonly List<HarnessTransport> _transports = [];
    private GoQueuePublisher? _publisher;
    private IServiceProvider? _services;

    internal GoQueueTestHarness()
    {
    }

    /// <summary>
    /// The publisher under test: the one that <see cref="Create"/> made, or the container's <see cref="IGoQueuePublisher"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException">The harness is in a container that has not built a publisher yet: resolve <see cref="IGoQueuePublisher"/> from it.</exception>
    public IGoQueuePublisher Publisher => _publisher
        ?? (IGoQueuePublisher?)_services?.GetService(typeof(IGoQueuePublisher))
        ?? throw new InvalidOperationException(
            "The container has not built a publisher yet: resolve IGoQueuePublisher from it (services.AddGoQueue() must be there beside AddGoQueueTestHarness()).");

    /// <summary>The broker behind the harness. Exchanges and queues that you declare there get messages by RabbitMQ's routing rules.</summary>
    public InMemoryBroker Broker { get; } = new();

    /// <summary>Whether a message whose confirm is lost is sent again, as RabbitMQ's option of this name. Default: <see langword="true"/>.</summary>
    public bool AllowDuplicates { get; set; } = true;

    /// <summary>
    /// Whether the text of a failed expectation shows the data of untyped messages. Nothing is known of it, so nothing
    /// in it can be masked. Default: <see langword="false"/>, its size only; the same as
    /// <see cref="Pipeline.DebugOptions.LogUntypedData"/>.
    /// </summary>
    public bool LogUntypedData { get; set; }

    /// <summary>Makes a publisher on a harness, without a container.</summary>
    /// <param name="configure">Sets up the publisher as the application does: options, middleware, stages. A transport chosen here is not used.</param>
    /// <returns>The harness; disposing it closes the publisher.</returns>
    /// <exception cref="GoQueueConfigurationException">A setting is wrong; the message names it.</exception>
    public static GoQueueTestHarness Create(Action<GoQueuePublisherBuilder>? configure = null)
    {
        var harness = new GoQueueTestHarness();
        harness._publisher = GoQueuePublisher.Create(goqueue =>
        {
            configure?.Invoke(goqueue);
            ((IGoQueueBuilder)goqueue).Setup.Transport = ((ITransportReplacement)harness).Make;
        });
        return harness;
    }

    /// <summary>Forgets what was published. Faults that were asked for stay.</summary>
    public void Clear() => _log.Clear();

    /// <summary>Closes the publisher that <see cref="Create"/> made; a container closes its own.</summary>
    /// <returns>Completes when it is closed.</returns>
    public ValueTask DisposeAsync()
    {
        foreach (var transport in Transports())
        {
            transport.Release();
        }

        return _publisher?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    /// <summary>Closes as <see cref="DisposeAsync"/> does, and blocks the thread meanwhile: for test classes with a synchronous clean-up.</summary>
    public void Dispose() => Blocking.Wait(DisposeAsync);

    IPublishTransport ITransportReplacement.Make(PublisherSetup setup, ResolvedPublisherOptions settings)
    {
        var transport = new HarnessTransport(this, settings.Time);
        lock (_gate)
        {
            _services ??= setup.Services;
            _transports.Add(transport);
        }

        return transport;
    }

    /// <summary>What is to go wrong with a message that is about to be sent; null = nothing.</summary>
    internal PublishFault? FaultOf(PublishedMessage message) => _faults.Take(message);

    /// <summary>The broker has a message.</summary>
    internal void Accept(OutgoingMessage message, object? @event, EventDescriptor? descriptor)
    {
        var wire = message.ToReceived();
        _log.Add(position => new PublishedMessage(position, @event, descriptor, wire));

        // Where the test has declared nothing for it, it is accepted all the same.
        Broker.Route(message);
    }

    private HarnessTransport[] Transports()
    {
        lock (_gate)
        {
            return [.. _transports];
        }
    }
}
