namespace GoQueue.RabbitMQ.Tests.Faults.Leaks;

/// <summary>
/// Counts from outside what a scenario leaves behind: timers that it made through our clock, sockets to its broker, and, by what the garbage collector can
/// still reach, tasks, the client's own timers and all memory of the publisher.
/// </summary>
internal sealed class LeakProbe
{
    private readonly List<(string Name, WeakReference Target)> _watched = [];
    private readonly HashSet<int> _ports = [];
    private int _foreignSockets;
    private readonly CountingTimeProvider _time = new();

    /// <summary>The clock for the publisher: each wait and each bound of ours is a timer of it.</summary>
    public TimeProvider Time => _time;

    /// <summary>Watches a thing that nothing may hold after the scenario.</summary>
    public T Watch<T>(string name, T target)
        where T : class
    {
        _watched.Add((name, new WeakReference(target)));
        return target;
    }

    /// <summary>Watches the sockets of this process to a port of this machine: those that are there already, of the test's own, do not count.</summary>
    public void WatchPort(int port)
    {
        _ports.Add(port);
        _foreignSockets = OwnSockets.CountTo(_ports);
    }

    /// <summary>What is left now, one clause each; empty when nothing is.</summary>
    public IReadOnlyList<string> Count()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        List<string> left = [.. _watched.Where(static pair => pair.Target.IsAlive).Select(static pair => pair.Name)];
        if (_time.Active is > 0 and var timers)
        {
            left.Add($"{timers} timers");
        }

        if (OwnSockets.CountTo(_ports) - _foreignSockets is > 0 and var sockets)
        {
            left.Add($"{sockets} sockets");
        }

        return left;
    }
}
