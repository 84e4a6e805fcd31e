using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace GoQueue.RabbitMQ.Tests.Faults.Leaks;

/// <summary>Demands that a scenario leaves nothing behind.</summary>
internal static class LeakCheck
{
    // Each task, timer and pending socket operation that is begun under a value of this carries it along: as long as one of them could still run, the
    // garbage collector can reach the value.
    private static readonly AsyncLocal<object?> s_mark = new();

    /// <summary>Runs the scenario, which disposes all that it made, and waits until nothing of it is left.</summary>
    /// <param name="scenario">It registers its publisher and ports with the probe, and must not keep either.</param>
    /// <param name="bound">How long the last of it may take to go; by default 20 s, enough for the bounds of the transport's own closing.</param>
    /// <returns>How long it took after the scenario's end.</returns>
    /// <exception cref="LeakException">Something is left.</exception>
    public static async Task<TimeSpan> NothingIsLeftByAsync(Func<LeakProbe, Task> scenario, TimeSpan? bound = null)
    {
        var probe = new LeakProbe();
        await RunAsync(scenario, probe);
        long ended = Stopwatch.GetTimestamp();
        IReadOnlyList<string> left;
        while ((left = probe.Count()).Count > 0)
        {
            if (Stopwatch.GetElapsedTime(ended) > (bound ?? TimeSpan.FromSeconds(20)))
            {
                throw new LeakException($"Left behind: {string.Join(", ", left)}.");
            }

            await Task.Delay(50);
        }

        return Stopwatch.GetElapsedTime(ended);
    }

    // A method of its own: its state, which refers to everything, is cleared when it has ended.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task RunAsync(Func<LeakProbe, Task> scenario, LeakProbe probe)
    {
        s_mark.Value = probe.Watch("a task, a timer or a socket's operation", new object());
        await Task.Yield();
        await scenario(probe);
    }
}
