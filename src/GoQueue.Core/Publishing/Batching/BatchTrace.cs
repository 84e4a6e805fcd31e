using System.Diagnostics;
using GoQueue.Diagnostics;

namespace GoQueue.Publishing.Batching;

/// <summary>
/// The <c>send</c> spans of one batch or stream: one of a batch; of a stream one for each 1,000 messages or 5 seconds. The span of each
/// message is a child of the span that is open when the message is started. Used by one batch's loop.
/// </summary>
internal sealed class BatchTrace
{
    /// <summary>A span with more children than this is not readable in any viewer.</summary>
    public const int MaxMessages = 1000;

    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(5);

    private readonly IBatchTarget _target;
    private readonly Func<IBatchTarget, Activity?> _start;
    private readonly bool _isStream;

    // Those whose messages are not all settled, and the open one. Results come in the order of the messages.
    private readonly Queue<BatchTracePart> _parts = new();
    private BatchTracePart? _open;

    private BatchTrace(IBatchTarget target, Func<IBatchTarget, Activity?> start, bool isStream)
    {
        _target = target;
        _start = start;
        _isStream = isStream;
    }

    /// <summary>The spans of one batch; null without a listener.</summary>
    /// <param name="target">The publisher.</param>
    /// <param name="start">Starts one.</param>
    /// <param name="isStream">Whether it may be without end.</param>
    public static BatchTrace? Start(IBatchTarget target, Func<IBatchTarget, Activity?> start, bool isStream) =>
        PublisherTracing.HasListeners ? new BatchTrace(target, start, isStream) : null;

    /// <summary>The span that the next message is a child of; null if it is not sampled.</summary>
    public Activity? Next()
    {
        if (_isStream && _open is { } open && (open.Started == MaxMessages || _target.Time.GetElapsedTime(open.Begun) >= s_longest))
        {
            Close(open);
        }

        if (_open is null)
        {
            _open = new BatchTracePart(_start(_target), _target.Time.GetTimestamp());
            _parts.Enqueue(_open);
        }

        _open.Started++;
        return _open.Span;
    }

    /// <summary>The oldest message without a result has got one.</summary>
    public void Settled(in BatchItemResult result)
    {
        var part = _parts.Peek();
        part.Failure ??= result.Exception;
        part.LastResult = _target.Time.GetTimestamp();
        if (++part.Settled == part.Started && part != _open)
        {
            Stop(part);
        }
    }

    /// <summary>No message follows.</summary>
    public void End()
    {
        if (_open is { } open)
        {
            Close(open);
        }
    }

    private void Close(BatchTracePart part)
    {
        _open = null;
        if (part.Settled == part.Started)
        {
            Stop(part);
        }
    }

    private void Stop(BatchTracePart part)
    {
        _parts.Dequeue();
        if (part.Span is { } span)
        {
            _target.StopSpan(span, part.Started, _target.Time.GetElapsedTime(part.Begun, part.LastResult), part.Failure);
        }
    }
}
