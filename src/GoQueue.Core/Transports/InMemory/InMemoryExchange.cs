using GoQueue.Formats;
using GoQueue.InMemory;
using GoQueue.Messages;

namespace GoQueue.Transports.InMemory;

/// <summary>An exchange and its bindings. Guarded by the broker's lock.</summary>
internal sealed class InMemoryExchange(InMemoryExchangeType type, string? alternate = null)
{
    public InMemoryExchangeType Type { get; } = type;

    /// <summary>The name of the exchange for messages without a queue; null = none.</summary>
    public string? Alternate { get; } = alternate;

    public List<InMemoryBinding> Bindings { get; } = [];

    public void Bind(InMemoryBinding binding)
    {
        if (!Bindings.Exists(binding.IsSame))
        {
            Bindings.Add(binding);
        }
    }

    /// <summary>The bindings that a message matches.</summary>
    public IEnumerable<InMemoryBinding> Match(ReceivedMessage message) => Bindings.Where(binding => Type switch
    {
        InMemoryExchangeType.Fanout => true,
        InMemoryExchangeType.Topic => TopicPattern.Matches(binding.Key, message.RoutingKey),
        InMemoryExchangeType.Headers => binding.MatchesHeaders(message.Headers),
        _ => string.Equals(binding.Key, message.RoutingKey, StringComparison.Ordinal),
    });
}
