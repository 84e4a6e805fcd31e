using System.Collections.Concurrent;

namespace GoQueue.Publishing.Routing;

/// <summary>
/// Finds the publisher of a message: the first matching route, else the fallback. What was found is remembered, within a bound: topics and actions of
/// untyped messages come from outside the program. Thread-safe.
/// </summary>
internal sealed class RouteTable(IReadOnlyList<(Route Route, IGoQueuePublisher Publisher)> routes, IGoQueuePublisher fallback)
{
    public const int Capacity = 1024;

    private readonly ConcurrentDictionary<(string Topic, string Action), IGoQueuePublisher> _found = new();
    private int _count;

    /// <summary>Those of the routes, in their order.</summary>
    public IEnumerable<IGoQueuePublisher> Publishers => routes.Select(static one => one.Publisher);

    public int Remembered => Volatile.Read(ref _count);

    public IGoQueuePublisher Find(string? topic, string? action)
    {
        var key = (topic ?? "", action ?? "");
        if (_found.TryGetValue(key, out var publisher))
        {
            return publisher;
        }

        publisher = Match(key.Item1, key.Item2);
        if (Interlocked.Increment(ref _count) > Capacity || !_found.TryAdd(key, publisher))
        {
            Interlocked.Decrement(ref _count);
        }

        return publisher;
    }

    private IGoQueuePublisher Match(string topic, string action)
    {
        foreach (var (route, publisher) in routes)
        {
            if (route.Matches(topic, action))
            {
                return publisher;
            }
        }

        return fallback;
    }
}
