using GoQueue.Messages.Topology;

namespace GoQueue;

/// <summary>
/// Exchanges, queues and bindings to declare with <see cref="GoQueuePublisher.DeclareTopologyAsync"/> or
/// <see cref="GoQueueServiceBuilder.DeclareOnStart(IEnumerable{EventDescriptor}, Action{TopologyBuilder}?)"/>, in that order.
/// All are durable. Not thread-safe.
/// </summary>
public sealed class TopologyBuilder
{
    private readonly Dictionary<string, ExchangeDeclaration> _exchanges = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ofEvents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, QueueDeclaration> _queues = new(StringComparer.Ordinal);
    private readonly List<BindingDeclaration> _bindings = [];

    internal TopologyBuilder()
    {
    }

    internal IReadOnlyCollection<ExchangeDeclaration> Exchanges => _exchanges.Values;

    internal IReadOnlyCollection<QueueDeclaration> Queues => _queues.Values;

    internal IReadOnlyList<BindingDeclaration> Bindings => _bindings;

    /// <summary>
    /// Adds an exchange, which takes the place of an event's own exchange of this name. An earlier call with this name must have
    /// defined it alike.
    /// </summary>
    /// <param name="name">Its name, 1 to 255 bytes of UTF-8.</param>
    /// <param name="kind">How it routes. Default: by topic.</param>
    /// <param name="configure">Sets an alternate exchange or further arguments; null if there are none.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="name"/> is <see langword="null"/> or empty, an argument is given twice, or an earlier call defined the exchange
    /// otherwise.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="kind"/> is unknown.</exception>
    public TopologyBuilder Exchange(string name, ExchangeKind kind = ExchangeKind.Topic, Action<ExchangeOptions>? configure = null) =>
        Exchange(name, ExchangeDeclaration.TypeOf(kind), configure);

    /// <summary>
    /// Adds an exchange of a plug-in's type, which takes the place of an event's own exchange of this name. An earlier call with this
    /// name must have defined it alike.
    /// </summary>
    /// <param name="name">Its name, 1 to 255 bytes of UTF-8.</param>
    /// <param name="type">The type's name in AMQP, such as <c>x-delayed-message</c>.</param>
    /// <param name="configure">Sets an alternate exchange or further arguments; null if there are none.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="name"/> or <paramref name="type"/> is <see langword="null"/> or empty, an argument is given twice, or an earlier
    /// call defined the exchange otherwise.
    /// </exception>
    public TopologyBuilder Exchange(string name, string type, Action<ExchangeOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(type);
        TopologyText.CheckShort(name, "exchange", nameof(name));
        TopologyText.CheckShort(type, "exchange type", nameof(type));
        var options = new ExchangeOptions();
        configure?.Invoke(options);
        var exchange = ExchangeDeclaration.Create(name, type, options);
        if (!_ofEvents.Remove(name) && _exchanges.TryGetValue(name, out var known) && !known.IsSameAs(exchange))
        {
            throw DefinedTwice(exchange.Entity, known.Definition, exchange.Definition);
        }

        _exchanges[name] = exchange;
        return this;
    }

    /// <summary>Adds a queue. An earlier call with this name must have defined it alike.</summary>
    /// <param name="name">Its name, 1 to 255 bytes of UTF-8.</param>
    /// <param name="type">
    /// Its type. Always declared, never left to the broker's default: a default that changes would answer 406 for every queue that
    /// exists.
    /// </param>
    /// <param name="configure">Sets limits, dead-lettering and the like; null for a plain queue.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="name"/> is <see langword="null"/> or empty, an option does not belong to the type, an option needs another
    /// one, an argument is given twice, or an earlier call defined the queue otherwise.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="type"/> is unknown, or an option is out of its range.</exception>
    public TopologyBuilder Queue(string name, QueueType type, Action<QueueOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        TopologyText.CheckShort(name, "queue", nameof(name));
        var options = new QueueOptions();
        configure?.Invoke(options);
        var queue = QueueDeclaration.Create(name, type, options);
        if (!_queues.TryAdd(name, queue) && !_queues[name].IsSameAs(queue))
        {
            throw DefinedTwice(queue.Entity, _queues[name].Definition, queue.Definition);
        }

        return this;
    }

    /// <summary>Binds a queue to an exchange.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="exchange">The exchange.</param>
    /// <param name="routingKey">
    /// The binding key; for a topic exchange a pattern, for a consistent-hash exchange the queue's weight, for
    /// <see cref="ExchangeKind.LocalRandom"/> empty. Default: <c>#</c>, everything.
    /// </param>
    /// <param name="arguments">
    /// The binding's arguments, such as <c>x-match</c> and headers for a headers exchange; null if there are none.
    /// </param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="queue"/> or <paramref name="exchange"/> is <see langword="null"/> or empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="routingKey"/> is <see langword="null"/>.</exception>
    public TopologyBuilder Bind(string queue, string exchange, string routingKey = "#", IReadOnlyDictionary<string, object?>? arguments = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(queue);
        return Add(exchange, queue, isToExchange: false, routingKey, arguments);
    }

    /// <summary>Binds an exchange to another exchange: messages of the source that match also go through the destination's bindings.</summary>
    /// <param name="destination">The exchange that messages go to.</param>
    /// <param name="source">The exchange that they come from.</param>
    /// <param name="routingKey">The binding key; for a topic source a pattern. Default: <c>#</c>, everything.</param>
    /// <param name="arguments">The binding's arguments; null if there are none.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="destination"/> or <paramref name="source"/> is <see langword="null"/> or empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="routingKey"/> is <see langword="null"/>.</exception>
    public TopologyBuilder BindExchange(string destination, string source, string routingKey = "#", IReadOnlyDictionary<string, object?>? arguments = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(destination);
        return Add(source, destination, isToExchange: true, routingKey, arguments);
    }

    /// <summary>Adds the exchanges of events as durable topic exchanges.</summary>
    /// <param name="events">The events.</param>
    /// <param name="defaultExchange">The exchange of events without a topic, or null.</param>
    /// <exception cref="GoQueueConfigurationException">An event has no topic, and there is no default exchange.</exception>
    internal void AddExchangesOf(IEnumerable<EventDescriptor> events, string? defaultExchange)
    {
        foreach (var declared in NotNull(events))
        {
            var exchange = declared.Topic ?? defaultExchange ?? throw new GoQueueConfigurationException(
                $"{declared.Name} declares no topic and the publisher has no default exchange: give the event a Topic, or set GoQueueOptions.DefaultExchange.");

            // The broker refuses a declaration of the default exchange and of amq.*, which are its own.
            if (exchange.Length > 0 && !exchange.StartsWith("amq.", StringComparison.Ordinal))
            {
                AddOfEvent(exchange);
            }
        }
    }

    /// <summary>The events as a list.</summary>
    /// <exception cref="ArgumentException">One of them is null.</exception>
    internal static List<EventDescriptor> NotNull(IEnumerable<EventDescriptor> events)
    {
        List<EventDescriptor> list = [.. events];
        var hole = list.IndexOf(null!);
        return hole < 0 ? list : throw new ArgumentException($"Event {hole} of the list is null: remove it, or use a generated catalog such as GoQueueEvents.All.", nameof(events));
    }

    private void AddOfEvent(string exchange)
    {
        if (!_exchanges.ContainsKey(exchange))
        {
            Exchange(exchange);
            _ofEvents.Add(exchange);
        }
    }

    private static ArgumentException DefinedTwice(string entity, string first, string second) =>
        new($"The {entity} is defined twice, as {first} and as {second}: keep one of the two definitions.");

    private TopologyBuilder Add(string source, string destination, bool isToExchange, string routingKey, IReadOnlyDictionary<string, object?>? arguments)
    {
        ArgumentException.ThrowIfNullOrEmpty(source, isToExchange ? "source" : "exchange");
        ArgumentNullException.ThrowIfNull(routingKey);
        TopologyText.CheckShort(destination, isToExchange ? "exchange" : "queue", isToExchange ? "destination" : "queue");
        TopologyText.CheckShort(source, "exchange", isToExchange ? "source" : "exchange");
        TopologyText.CheckShort(routingKey, "binding key", nameof(routingKey));
        var binding = new BindingDeclaration(
            source, destination, isToExchange, routingKey, arguments is null ? null : new Dictionary<string, object?>(arguments, StringComparer.Ordinal));
        TopologyText.CheckArguments(binding.Entity, binding.Arguments ?? new Dictionary<string, object?>());
        _bindings.Add(binding);
        return this;
    }
}
