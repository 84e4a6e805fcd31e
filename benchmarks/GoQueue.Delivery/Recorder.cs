using System.Diagnostics;

namespace GoQueue.Delivery;

/// <summary>Times publishes while it is asked to. Thread-safe.</summary>
internal sealed class Recorder : IDisposable
{
    private readonly ThreadLocal<List<double>> _milliseconds = new(static () => new List<double>(1 << 18), trackAllValues: true);
    private volatile bool _records;
    private volatile bool _ended;

    public bool GoesOn => !_ended;

    public async Task PublishAsync(GoQueuePublisher publisher)
    {
        long began = Stopwatch.GetTimestamp();
        await publisher.PublishPageViewedAsync(PageViewed.Sample);
        if (_records)
        {
            _milliseconds.Value!.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
    }

    public void Begin() => _records = true;

    /// <summary>Ends the load, and gives what was recorded, sorted.</summary>
    public double[] End()
    {
        _records = false;
        _ended = true;

        // A thread that had looked at the flag just before may still add one: it is left out.
        return [.. _milliseconds.Values.SelectMany(static list => list.Take(list.Count).ToArray()).Order()];
    }

    public void Dispose() => _milliseconds.Dispose();
}
