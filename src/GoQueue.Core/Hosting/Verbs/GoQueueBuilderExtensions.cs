using GoQueue.Pipeline;
using GoQueue.Publishing.Middleware;

namespace GoQueue;

/// <summary>Builder verbs that need no package and no container.</summary>
public static class GoQueueBuilderExtensions
{
    /// <summary>Changes settings. May be called several times; later calls win.</summary>
    /// <typeparam name="TBuilder">The builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Changes the settings.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="configure"/> is <see langword="null"/>.</exception>
    public static TBuilder Configure<TBuilder>(this TBuilder builder, Action<GoQueueOptions> configure)
        where TBuilder : IGoQueueBuilder
    {
        ArgumentNullException.ThrowIfNull(configure);
        builder.Setup.Options.Add(configure);
        return builder;
    }

    /// <summary>Adds a middleware. They run in the order in which they are added, the first one outermost.</summary>
    /// <typeparam name="TBuilder">The builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="middleware">The middleware; one instance serves all publishes at once.</param>
    /// <param name="scope">Chooses the messages that it sees, <c>m =&gt; m.For&lt;UserCreated&gt;()</c>; null = all.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="middleware"/> is <see langword="null"/>.</exception>
    public static TBuilder Use<TBuilder>(this TBuilder builder, IPublishMiddleware middleware, Action<MiddlewareScope>? scope = null)
        where TBuilder : IGoQueueBuilder
    {
        ArgumentNullException.ThrowIfNull(middleware);
        builder.Setup.Middleware.Add(new MiddlewareRegistration(_ => middleware, MiddlewareScope.Of(scope)));
        return builder;
    }

    /// <summary>Adds a middleware given as a function: <c>Use(async (context, next) => { …; await next(context); })</c>.</summary>
    /// <typeparam name="TBuilder">The builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="middleware">The middleware; called by all publishes at once.</param>
    /// <param name="scope">Chooses the messages that it sees, <c>m =&gt; m.For&lt;UserCreated&gt;()</c>; null = all.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="middleware"/> is <see langword="null"/>.</exception>
    public static TBuilder Use<TBuilder>(this TBuilder builder, Func<PublishContext, PublishDelegate, ValueTask> middleware, Action<MiddlewareScope>? scope = null)
        where TBuilder : IGoQueueBuilder
    {
        ArgumentNullException.ThrowIfNull(middleware);
        return builder.Use(new LambdaMiddleware(middleware), scope);
    }

    /// <summary>The clock of the publisher. Default: <see cref="TimeProvider.System"/>.</summary>
    /// <typeparam name="TBuilder">The builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="time">The clock.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="time"/> is <see langword="null"/>.</exception>
    public static TBuilder UseTimeProvider<TBuilder>(this TBuilder builder, TimeProvider time)
        where TBuilder : IGoQueueBuilder
    {
        ArgumentNullException.ThrowIfNull(time);
        builder.Setup.Time = time;
        return builder;
    }
}
