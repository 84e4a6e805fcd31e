using System.Diagnostics.CodeAnalysis;
using System.Threading.Tasks.Sources;

namespace GoQueue.RabbitMQ.Sockets;

/// <summary>
/// A wait of some milliseconds, used again and again: no allocation, one waiter at a time. Its timer runs only while somebody waits, and is never disposed: that
/// would strand him.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "See the summary; a timer that does not run is memory like any other.")]
internal sealed class Pace : IValueTaskSource
{
    private readonly ITimer _timer;
    private ManualResetValueTaskSourceCore<bool> _source;

    // The machine's clock, not the publisher's: this is about the cost of threads and system calls, and a clock that stands still must not stop a read.
    public Pace() => _timer = TimeProvider.System.CreateTimer(static pace => ((Pace)pace!)._source.SetResult(true), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public ValueTask WaitAsync(TimeSpan time)
    {
        _source.Reset();
        _timer.Change(time, Timeout.InfiniteTimeSpan);
        return new ValueTask(this, _source.Version);
    }

    void IValueTaskSource.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => _source.OnCompleted(continuation, state, token, flags);
}
