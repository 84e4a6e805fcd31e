namespace GoQueue.InMemory;

/// <summary>An exchange and its bindings. Guarded by the broker's lock.</summary>
internal sealed class InMemoryExchange(InMemoryExchangeType type)
{
    public InMemoryExchangeType Type { get; } = type;

    public List<(string Key, InMemoryQueue Queue)> Bindings { get; } = [];

    /// <summary>The queues for a routing key, each once however many of its bindings match.</summary>
    public HashSet<InMemoryQueue> Match(string routingKey)
    {
        var queues = new HashSet<InMemoryQueue>();
        foreach (var (key, queue) in Bindings)
        {
            var matches = Type switch
            {
                InMemoryExchangeType.Fanout => true,
                InMemoryExchangeType.Topic => TopicPattern.Matches(key, routingKey),
                _ => string.Equals(key, routingKey, StringComparison.Ordinal),
            };
            if (matches)
            {
                queues.Add(queue);
            }
        }

        return queues;
    }
}
