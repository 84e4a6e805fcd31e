using System.Text;
using GoQueue.Pipeline;

namespace GoQueue;

/// <summary>
/// Exchanges, queues and bindings to declare with <see cref="GoQueuePublisher.DeclareTopologyAsync"/>, in that order. All durable. Not thread-safe.
/// </summary>
public sealed class TopologyBuilder
{
    private readonly Dictionary<string, ExchangeDeclaration> _exchanges = new(StringComparer.Ordinal);
    private readonly List<QueueDeclaration> _queues = [];
    private readonly List<BindingDeclaration> _bindings = [];

    internal TopologyBuilder()
    {
    }

    internal IReadOnlyCollection<ExchangeDeclaration> Exchanges => _exchanges.Values;

    internal IReadOnlyList<QueueDeclaration> Queues => _queues;

    internal IReadOnlyList<BindingDeclaration> Bindings => _bindings;

    /// <summary>An exchange; replaces what was said of it before, the events' own exchanges included.</summary>
    /// <param name="name">Its name, at most 255 bytes of UTF-8.</param>
    /// <param name="type">Its type: <c>topic</c>, <c>direct</c>, <c>fanout</c>, <c>headers</c>, or a plug-in's.</param>
    /// <param name="arguments">Further arguments, such as <c>alternate-exchange</c>.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> or <paramref name="type"/> is <see langword="null"/>, empty or not a short string of AMQP, or an argument cannot be carried.</exception>
    public TopologyBuilder Exchange(string name, string type = "topic", IReadOnlyDictionary<string, object?>? arguments = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(type);
        CheckText(name, "exchange", nameof(name));
        CheckText(type, "exchange type", nameof(type));
        CheckArguments($"exchange '{name}'", arguments);
        _exchanges[name] = new ExchangeDeclaration(name, type, arguments);
        return this;
    }

    /// <summary>A queue.</summary>
    /// <param name="name">Its name, at most 255 bytes of UTF-8.</param>
    /// <param name="type">How it is kept.</param>
    /// <param name="arguments">Further arguments, such as <c>x-max-length</c> or <c>x-dead-letter-exchange</c>.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is <see langword="null"/>, empty or not a short string of AMQP, or an argument cannot be carried.</exception>
    public TopologyBuilder Queue(string name, QueueType type = QueueType.Classic, IReadOnlyDictionary<string, object?>? arguments = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        CheckText(name, "queue", nameof(name));
        CheckArguments($"queue '{name}'", arguments);
        _queues.Add(new QueueDeclaration(name, type, arguments));
        return this;
    }

    /// <summary>A binding.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="exchange">The exchange.</param>
    /// <param name="routingKey">The binding key; for a topic exchange a pattern. Default: <c>#</c>, everything.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="queue"/> or <paramref name="exchange"/> is <see langword="null"/> or empty, or a text is not a short string of AMQP.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="routingKey"/> is <see langword="null"/>.</exception>
    public TopologyBuilder Bind(string queue, string exchange, string routingKey = "#")
    {
        ArgumentException.ThrowIfNullOrEmpty(queue);
        ArgumentException.ThrowIfNullOrEmpty(exchange);
        ArgumentNullException.ThrowIfNull(routingKey);
        CheckText(queue, "queue", nameof(queue));
        CheckText(exchange, "exchange", nameof(exchange));
        CheckText(routingKey, "binding key", nameof(routingKey));
        _bindings.Add(new BindingDeclaration(queue, exchange, routingKey));
        return this;
    }

    private static void CheckText(string text, string what, string parameter)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        if (bytes > MessageLimits.ShortStringBytes)
        {
            throw new ArgumentException($"The {what} has {bytes} bytes of UTF-8 and AMQP allows {MessageLimits.ShortStringBytes}: shorten it.", parameter);
        }

        if (MessageLimits.FaultOf(text) is { } fault)
        {
            throw new ArgumentException($"The {what} {fault}: remove it.", parameter);
        }
    }

    private static void CheckArguments(string entity, IReadOnlyDictionary<string, object?>? arguments)
    {
        foreach (var (name, value) in arguments ?? new Dictionary<string, object?>())
        {
            CheckText(name, $"name of an argument of {entity}", nameof(arguments));
            if (HeaderLimits.FaultOf(value) is { } fault)
            {
                throw new ArgumentException($"The argument '{name}' of {entity} {fault}.", nameof(arguments));
            }
        }
    }
}
