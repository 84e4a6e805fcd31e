namespace GoQueue;

/// <summary>Declares exchanges, queues and bindings, only on request.</summary>
public sealed partial class GoQueuePublisher
{
    /// <summary>
    /// Declares the exchanges of events (durable topic exchanges, where nothing else is said), and whatever queues and bindings are given. What exists with the same
    /// definition stays as it is. Nothing is ever declared without this call. Takes no longer than <see cref="GoQueueOptions.PublishTimeout"/>.
    /// </summary>
    /// <param name="events">The events, such as <c>GoQueueEvents.All</c> or <c>ShopEvents.All</c>.</param>
    /// <param name="configure">Adds queues and bindings, or defines an exchange otherwise; null for the exchanges alone.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Completes when the broker has confirmed everything.</returns>
    /// <exception cref="TopologyException">The broker refused a declaration; the message names both definitions.</exception>
    /// <exception cref="BrokerUnavailableException">
    /// The broker did not answer in time or refuses this publisher, the node of a queue is down, or the publisher is closed.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="events"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// One of <paramref name="events"/> is <see langword="null"/>, or a name, key or argument cannot be carried by
    /// AMQP, or an exchange or queue is defined twice with a difference.
    /// </exception>
    /// <exception cref="GoQueueConfigurationException">An event declares no topic, and the publisher has no <see cref="GoQueueOptions.DefaultExchange"/>.</exception>
    public async ValueTask DeclareTopologyAsync(
        IEnumerable<EventDescriptor> events, Action<TopologyBuilder>? configure = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        var topology = new TopologyBuilder();
        topology.AddExchangesOf(events, _settings.DefaultExchange);
        configure?.Invoke(topology);
        await WithinAsync(token => _transport.DeclareAsync(topology, token), "took no declarations", _settings.PublishTimeout, cancellationToken).ConfigureAwait(false);
    }
}
