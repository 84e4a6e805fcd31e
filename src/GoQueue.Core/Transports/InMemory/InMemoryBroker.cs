using GoQueue.Formats;
using GoQueue.Messages;
using GoQueue.Messages.Topology;
using GoQueue.Transports.InMemory;

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
        ["amq.headers"] = new(InMemoryExchangeType.Headers),
        ["amq.match"] = new(InMemoryExchangeType.Headers),
    };

    private readonly Dictionary<string, InMemoryQueue> _queues = new(StringComparer.Ordinal);

    /// <summary>Declares an exchange. Declaring it again with the same type does nothing.</summary>
    /// <param name="name">Its name, not empty.</param>
    /// <param name="type">How it routes. Default: by topic.</param>
    /// <returns>This broker.</returns>
    /// <exception cref="InvalidOperationException">It exists with another type, as RabbitMQ's 406.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is <see langword="null"/> or empty.</exception>
    public InMemoryBroker DeclareExchange(string name, InMemoryExchangeType type = InMemoryExchangeType.Topic) => DeclareExchange(name, type, alternate: null);

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
                _exchanges[""].Bind(new InMemoryBinding(name, Arguments: null, queue, Exchange: null));
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
        Bind(new BindingDeclaration(exchange, queue, IsToExchange: false, routingKey, Arguments: null));
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

    /// <summary>Declares an exchange with an alternate, which need not exist yet.</summary>
    internal InMemoryBroker DeclareExchange(string name, InMemoryExchangeType type, string? alternate)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        lock (_gate)
        {
            if (!_exchanges.TryGetValue(name, out var exchange))
            {
                _exchanges.Add(name, new InMemoryExchange(type, alternate));
            }
            else if (exchange.Type != type)
            {
                throw new InvalidOperationException($"The exchange '{name}' is declared as {exchange.Type} and cannot become {type}: use one type for it everywhere.");
            }
            else if (exchange.Alternate != alternate)
            {
                throw new InvalidOperationException($"The exchange '{name}' is declared with {Alternate(exchange.Alternate)} and cannot be declared with {Alternate(alternate)}: use the same everywhere.");
            }
        }

        return this;

        static string Alternate(string? name) => name is null ? "no alternate exchange" : $"the alternate exchange '{name}'";
    }

    /// <summary>Declares a binding; both ends must be declared.</summary>
    internal void Bind(BindingDeclaration binding)
    {
        lock (_gate)
        {
            var queue = binding.IsToExchange ? null : _queues.GetValueOrDefault(binding.Destination) ?? throw Missing("queue", binding.Destination, "DeclareQueue");
            var destination = binding.IsToExchange ? FindExchange(binding.Destination) : null;
            FindExchange(binding.Source).Bind(new InMemoryBinding(binding.RoutingKey, binding.Arguments, queue, destination));
        }

        InMemoryExchange FindExchange(string name) => _exchanges.GetValueOrDefault(name) ?? throw Missing("exchange", name, "DeclareExchange");

        static InvalidOperationException Missing(string entity, string name, string method) =>
            new($"The {entity} '{name}' is not declared: call {method}(\"{name}\") before Bind.");
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

            var received = message.ToReceived();
            var targets = new HashSet<InMemoryQueue>();
            CollectLocked(source, received, targets, []);
            if (targets.Count == 0)
            {
                return InMemoryRouting.Unroutable;
            }

            foreach (var queue in targets)
            {
                queue.Add(received);
            }

            return InMemoryRouting.Routed;
        }
    }

    /// <summary>
    /// Adds the queues for a message, each once however many ways lead to it. An exchange without a matching binding passes the
    /// message to its alternate.
    /// </summary>
    /// <param name="exchange">The exchange; null if it does not exist.</param>
    /// <param name="message">The message.</param>
    /// <param name="queues">Where the queues go.</param>
    /// <param name="visited">The exchanges seen so far: bindings and alternates may form a circle.</param>
    private void CollectLocked(InMemoryExchange? exchange, ReceivedMessage message, HashSet<InMemoryQueue> queues, HashSet<InMemoryExchange> visited)
    {
        if (exchange is null || !visited.Add(exchange))
        {
            return;
        }

        var isMatched = false;
        foreach (var binding in exchange.Match(message))
        {
            isMatched = true;
            if (binding.Queue is { } queue)
            {
                queues.Add(queue);
            }
            else
            {
                CollectLocked(binding.Exchange, message, queues, visited);
            }
        }

        if (!isMatched && exchange.Alternate is { } alternate)
        {
            CollectLocked(_exchanges.GetValueOrDefault(alternate), message, queues, visited);
        }
    }
}
