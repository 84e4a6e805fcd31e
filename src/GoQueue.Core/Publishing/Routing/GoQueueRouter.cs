using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using GoQueue.Publishing.Batching;
using GoQueue.Publishing.Composition;
using GoQueue.Publishing.Routing;

namespace GoQueue;

/// <summary>
/// A publisher that hands each message to one of several publishers, by its declared topic and action: two brokers, or two virtual hosts, in one
/// process. The chosen publisher's whole pipeline runs, so middleware, format and retry are its own. Thread-safe. Owns no publisher: close them where they
/// were made.
/// </summary>
public sealed class GoQueueRouter : IGoQueuePublisher, IBatchTarget
{
    private readonly RouteTable _routes;
    private readonly IGoQueuePublisher _fallback;

    internal GoQueueRouter(RouteTable routes, IGoQueuePublisher fallback)
    {
        _routes = routes;
        _fallback = fallback;
        Background = new RoutedBackgroundPublisher(routes, fallback);
    }

    /// <summary>
    /// Takes messages for the background queues of the publishers behind it, each message for the one that its route names; <c>Count</c> and <c>Bytes</c> are sums. <strong>Accepted
    /// messages are lost if the process dies before the broker has them.</strong> In a container: <see cref="IGoQueueBackgroundPublisher"/>.
    /// </summary>
    public IGoQueueBackgroundPublisher Background { get; }

    TimeProvider IBatchTarget.Time => _fallback is IBatchTarget target ? target.Time : TimeProvider.System;

    void IBatchTarget.Flush()
    {
        foreach (var publisher in _routes.Publishers.Append(_fallback))
        {
            (publisher as IBatchTarget)?.Flush();
        }
    }

    Activity? IBatchTarget.StartSpan<T>() => (PublisherOf<T>() as IBatchTarget)?.StartSpan<T>();

    Activity? IBatchTarget.StartSpan() => (_fallback as IBatchTarget)?.StartSpan();

    void IBatchTarget.StopSpan(Activity span, int messages, TimeSpan duration, Exception? failure) =>
        _routes.Publishers.Append(_fallback).OfType<IBatchTarget>().First().StopSpan(span, messages, duration, failure);

    internal int RememberedRoutes => _routes.Remembered;

    /// <summary>Makes a router without a container.</summary>
    /// <param name="configure">Adds publishers, routes and the fallback.</param>
    /// <returns>The router.</returns>
    /// <exception cref="GoQueueConfigurationException">The fallback is missing, or a name is unknown.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="configure"/> is <see langword="null"/>.</exception>
    public static GoQueueRouter Create(Action<GoQueueRouterBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new GoQueueRouterBuilder();
        configure(builder);
        return builder.Build(static _ => null, []);
    }

    /// <inheritdoc/>
    public ValueTask<PublishReceipt> PublishAsync<T>(T message, PublishOptions? options = null, CancellationToken cancellationToken = default)
        where T : IGoQueueEvent<T>
        => PublisherOf<T>().PublishAsync(message, options, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<PublishReceipt> PublishAsync(GoQueueMessage message, PublishOptions? options = null, CancellationToken cancellationToken = default)
        => PublisherOf(message).PublishAsync(message, options, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<PublishReceipt> PublishAsync(IGoQueueEvent message, PublishOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return EventDescriptor.Of(message, options?.MessageId).PublishTo(this, message, options, cancellationToken);
        }
        catch (Exception exception)
        {
            return ValueTask.FromException<PublishReceipt>(exception);
        }
    }

    /// <inheritdoc/>
    public ValueTask<BatchPublishResult> PublishBatchAsync<T>(
        IEnumerable<T> messages, PublishOptions? options = null, IProgress<BatchProgress>? progress = null, CancellationToken cancellationToken = default)
        where T : IGoQueueEvent<T>
        => PublisherOf<T>().PublishBatchAsync(messages, options, progress, cancellationToken);

    /// <inheritdoc/>
    /// <remarks>The order is kept among messages of one publisher.</remarks>
    public ValueTask<BatchPublishResult> PublishBatchAsync(
        IEnumerable<IGoQueueEvent> messages, PublishOptions? options = null, IProgress<BatchProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        RuntimeBatches.RequireNoMessageId(options);
        return BatchRun.PublishAsync(this, messages, options, progress, cancellationToken);
    }

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [OverloadResolutionPriority(-1)]
    public ValueTask<BatchPublishResult> PublishBatchAsync<T>(
        IReadOnlyCollection<T> collection, PublishOptions? options = null, IProgress<BatchProgress>? progress = null, CancellationToken cancellationToken = default)
        where T : IGoQueueEvent<T>
        => PublishBatchAsync(messages: collection, options, progress, cancellationToken);

    /// <inheritdoc/>
    /// <remarks>The order is kept among messages of one publisher.</remarks>
    public ValueTask<BatchPublishResult> PublishBatchAsync(
        PublishBatch batch, IProgress<BatchProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return BatchRun.PublishAsync(this, batch, progress, cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<BatchItemResult> PublishStreamAsync<T>(
        IAsyncEnumerable<T> messages, PublishOptions? options = null, IProgress<BatchProgress>? progress = null, CancellationToken cancellationToken = default)
        where T : IGoQueueEvent<T>
        => PublisherOf<T>().PublishStreamAsync(messages, options, progress, cancellationToken);

    ValueTask<PublishReceipt> IBatchTarget.Publish<T>(T message, PublishOptions? options, ICompositionObserver? observer, CancellationToken cancellationToken)
    {
        var publisher = PublisherOf<T>();
        return publisher is IBatchTarget target
            ? target.Publish(message, options, observer, cancellationToken)
            : publisher.PublishAsync(message, options, cancellationToken);
    }

    ValueTask<PublishReceipt> IBatchTarget.Publish(
        GoQueueMessage message, PublishOptions? options, ICompositionObserver? observer, CancellationToken cancellationToken)
    {
        var publisher = PublisherOf(message);
        return publisher is IBatchTarget target
            ? target.Publish(message, options, observer, cancellationToken)
            : publisher.PublishAsync(message, options, cancellationToken);
    }

    private IGoQueuePublisher PublisherOf<T>()
        where T : IGoQueueEvent<T>
    {
        var descriptor = T.Descriptor;
        return _routes.Find(descriptor.Topic, descriptor.Action);
    }

    private IGoQueuePublisher PublisherOf(GoQueueMessage message) => message is null ? _fallback : _routes.Find(message.Topic, message.Action);
}
