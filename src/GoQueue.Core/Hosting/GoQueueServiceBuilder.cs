using GoQueue.Hosting;
using GoQueue.Pipeline;
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
    public GoQueueServiceBuilder ForEvent<T>(Action<EventSettings> configure)
        where T : IGoQueueEvent<T>
    {
        ArgumentNullException.ThrowIfNull(configure);
        configure(_setup.EventSettingsOf(T.Descriptor));
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
