using GoQueue.Outbox.Envelopes;

namespace GoQueue.Outbox.Relaying;

/// <summary>
/// Exchanges and routing keys that do not work at present: one message of each probes it, the others wait. Not thread-safe.
/// </summary>
internal sealed class BrokenRoutes
{
    /// <summary>More are not told apart: their messages are tried one by one.</summary>
    public const int Most = 10_000;

    private readonly Dictionary<long, int> _failures = [];

    public int Count => _failures.Count;

    /// <summary>Notes that a route does not work. False if another message probes it already.</summary>
    public bool TryAdd(long route) => _failures.Count < Most && _failures.TryAdd(route, 1);

    public bool Contains(long route) => _failures.ContainsKey(route);

    /// <summary>Counts a probe that failed. Returns how many have.</summary>
    public int Failed(long route) => _failures[route] = _failures.GetValueOrDefault(route) + 1;

    public void Remove(long route) => _failures.Remove(route);

    /// <summary>The route that keeps a message from being sent: its exchange, or that with its routing key; null = none.</summary>
    public long? Find(string exchange, string routingKey)
    {
        var whole = StableHash.OfRoute(exchange, "");
        if (_failures.ContainsKey(whole))
        {
            return whole;
        }

        var route = StableHash.OfRoute(exchange, routingKey);
        return _failures.ContainsKey(route) ? route : null;
    }
}
