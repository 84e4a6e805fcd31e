using GoQueue.Transports;

namespace GoQueue.InMemory;

/// <summary>
/// A broker inside the process with RabbitMQ's routing rules: a missing exchange is an error, an unbound message is unroutable. For first
/// steps and tests: nothing survives the process. Thread-safe.
/// </summary>
public sealed class InMemoryBroker
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, InMemoryExchange> _exchanges = new(StringComparer.Ordinal)
    {
        // What every RabbitMQ virtual host has from the beginning; "" routes to the queue whose name is the routing key.
        [""] = new(InMemoryExchangeType.Direct),
        ["amq.direct"] = new(InMemoryExchangeType.Direct),
        ["amq.fanout"] = new(InMemoryExchangeType.Fanout),
        ["amq.topic"] = new(InMemoryExchangeType.Topic),
    };

    private readonly Dictionary<string, InMemoryQueue> _queues = new(StringComparer.Ordinal);

    /// <summary>Declares an exchange. Declaring it again with the same type does nothing.</summary>
    /// <param name="name">Its name, not empty.</param>
    /// <param name="type">How it routes. Default: by topic.</param>
    /// <returns>This broker.</returns>
    /// <exception cref="InvalidOperationException">It exists with another type, as RabbitMQ's 406.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is <see langword="null"/> or empty.</exception>
    public InMemoryBroker DeclareExchange(string name, InMemoryExchangeType type = InMemoryExchangeType.Topic)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        lock (_gate)
        {
            if (_exchanges.TryGetValue(name, out var exchange))
            {
                if (exchange.Type != type)
                {
                    throw new InvalidOperationException($"The exchange '{name}' is declared as {exchange.Type} and cannot become {type}: use one type for it everywhere.");
                }
            }
            else
            {
                _exchanges.Add(name, new InMemoryExchange(type));
            }
        }

        return this;
    }

    /// <summary>Declares a queue, bound to the default exchange by its name. Declaring it again does nothing.</summary>
    /// <param name="name">Its name, not empty.</param>
    /// <returns>The queue.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is <see langword="null"/> or empty.</exception>
    public InMemoryQueue DeclareQueue(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        lock (_gate)
        {
            if (!_queues.TryGetValue(name, out var queue))
            {
                queue = new InMemoryQueue(name);
                _queues.Add(name, queue);
                _exchanges[""].Bindings.Add((name, queue));
            }

            return queue;
        }
    }

    /// <summary>Binds a queue to an exchange; both must be declared.</summary>
    /// <param name="queue">The queue's name.</param>
    /// <param name="exchange">The exchange's name.</param>
    /// <param name="routingKey">The binding key; for a topic exchange a pattern.</param>
    /// <returns>This broker.</returns>
    /// <exception cref="InvalidOperationException">Queue or exchange is not declared.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="routingKey"/> is <see langword="null"/>.</exception>
    public InMemoryBroker Bind(string queue, string exchange, string routingKey)
    {
        ArgumentNullException.ThrowIfNull(routingKey);
        lock (_gate)
        {
            if (!_queues.TryGetValue(queue, out var target))
            {
                throw new InvalidOperationException($"The queue '{queue}' is not declared: call DeclareQueue(\"{queue}\") before Bind.");
            }

            if (!_exchanges.TryGetValue(exchange, out var source))
            {
                throw new InvalidOperationException($"The exchange '{exchange}' is not declared: call DeclareExchange(\"{exchange}\") before Bind.");
            }

            if (!source.Bindings.Contains((routingKey, target)))
            {
                source.Bindings.Add((routingKey, target));
            }
        }

        return this;
    }

    /// <summary>A declared queue.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The queue.</returns>
    /// <exception cref="KeyNotFoundException">It is not declared.</exception>
    public InMemoryQueue Queue(string name)
    {
        lock (_gate)
        {
            return _queues.TryGetValue(name, out var queue) ? queue : throw new KeyNotFoundException($"The queue '{name}' is not declared.");
        }
    }

    /// <summary>Routes a message.</summary>
    internal InMemoryRouting Route(OutgoingMessage message)
    {
        lock (_gate)
        {
            if (!_exchanges.TryGetValue(message.Exchange, out var source))
            {
                return InMemoryRouting.NoSuchExchange;
            }

            var targets = source.Match(message.RoutingKey);
            if (targets.Count == 0)
            {
                return InMemoryRouting.Unroutable;
            }

            var received = message.ToReceived();
            foreach (var queue in targets)
            {
                queue.Add(received);
            }

            return InMemoryRouting.Routed;
        }
    }
}
