using GoQueue.Hosting;
using GoQueue.Pipeline;
using GoQueue.Publishing.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GoQueue;

/// <summary>Sets up a publisher that lives in a container, after <c>services.AddGoQueue()</c>. Not thread-safe.</summary>
public sealed class GoQueueServiceBuilder : IGoQueueBuilder
{
    private readonly PublisherSetup _setup;

    internal GoQueueServiceBuilder(IServiceCollection services, PublisherSetup setup, string? name)
    {
        Services = services;
        _setup = setup;
        Name = name;
    }

    /// <summary>The publisher's name, its key in the container; <see langword="null"/> = the default publisher.</summary>
    public string? Name { get; }

    /// <summary>The container's services.</summary>
    public IServiceCollection Services { get; }

    PublisherSetup IGoQueueBuilder.Setup => _setup;

    /// <summary>Settles how this publisher treats one event. May be called several times; later calls win.</summary>
    /// <typeparam name="T">The event.</typeparam>
    /// <param name="configure">Changes the settings.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="configure"/> is <see langword="null"/>.</exception>
    public GoQueueServiceBuilder ForEvent<T>(Action<EventOptions> configure)
        where T : IGoQueueEvent<T>
    {
        ArgumentNullException.ThrowIfNull(configure);
        configure(_setup.GetEventOptions(T.Descriptor));
        return this;
    }

    /// <summary>
    /// Declares the exchanges of events when the host starts, as durable topic exchanges, and what the configuration's section
    /// <c>Topology</c> adds: <c>DeclareOnStart(ShopEvents.All)</c>. May be called several times; the calls add up.
    /// </summary>
    /// <param name="events">The events: the generated catalog of an assembly, or some of it. None: only what the configuration adds.</param>
    /// <returns>This builder.</returns>
    /// <remarks>
    /// The host connects first, and tries until <see cref="GoQueueOptions.StartTimeout"/>. Something that exists with another
    /// definition fails the start with <see cref="TopologyException"/>, which lists both; nothing is ever deleted.
    /// <see cref="GoQueueOptions.DeclareOnStart"/> switches it off.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="events"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">One of <paramref name="events"/> is <see langword="null"/>.</exception>
    public GoQueueServiceBuilder DeclareOnStart(params IEnumerable<EventDescriptor> events) => DeclareOnStart(events, configure: null);

    /// <summary>
    /// Declares the exchanges of events when the host starts, and further exchanges, queues and bindings:
    /// <c>DeclareOnStart(ShopEvents.All, topology =&gt; topology.Queue("audit", QueueType.Quorum).Bind("audit", "orders"))</c>.
    /// May be called several times; the calls add up.
    /// </summary>
    /// <param name="events">The events: the generated catalog of an assembly, or some of it.</param>
    /// <param name="configure">Adds queues and bindings, or defines an exchange otherwise; called once, when the publisher is built.</param>
    /// <returns>This builder.</returns>
    /// <remarks><inheritdoc cref="DeclareOnStart(IEnumerable{EventDescriptor})" path="/remarks/node()"/></remarks>
    /// <exception cref="ArgumentNullException"><paramref name="events"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">One of <paramref name="events"/> is <see langword="null"/>.</exception>
    public GoQueueServiceBuilder DeclareOnStart(IEnumerable<EventDescriptor> events, Action<TopologyBuilder>? configure)
    {
        ArgumentNullException.ThrowIfNull(events);
        _setup.StartTopology.Add(events, configure);
        return this;
    }

    /// <summary>
    /// Adds a middleware that the container makes, once, when the publisher is built. Middleware run in the order in which they are added, the first one outermost.
    /// </summary>
    /// <typeparam name="TMiddleware">The middleware. Registered as a singleton where it is not registered yet.</typeparam>
    /// <param name="scope">Chooses the messages that it sees, <c>m =&gt; m.For&lt;UserCreated&gt;()</c>; null = all.</param>
    /// <returns>This builder.</returns>
    public GoQueueServiceBuilder Use<[System.Diagnostics.CodeAnalysis.DynamicallyAccessedMembers(System.Diagnostics.CodeAnalysis.DynamicallyAccessedMemberTypes.PublicConstructors)] TMiddleware>(Action<MiddlewareScope>? scope = null)
        where TMiddleware : class, IPublishMiddleware
    {
        Services.TryAddSingleton<TMiddleware>();
        _setup.Middleware.Add(new MiddlewareRegistration(static services => services!.GetRequiredService<TMiddleware>(), MiddlewareScope.Of(scope)));
        return this;
    }
}
