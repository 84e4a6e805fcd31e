namespace GoQueue.Transports.RabbitMQ.Channels;

/// <summary>
/// When a channel that rejects messages is replaced: at once, and again after growing pauses while its successors reject, too. RabbitMQ's channels keep
/// what they know of a quorum queue, and one that was first used while the queue's leader was dead and no other elected rejects every message from then on
/// (rabbit_fifo_client.erl, 3.10); a new channel does not. For a queue that is simply full it changes nothing, and costs a channel now and then. One for
/// each place in the pool; under its channel's lock.
/// </summary>
internal sealed class ReplacementBackoff(TimeProvider time)
{
    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);

    private long _replaced;
    private TimeSpan _pause;

    /// <summary>A message was rejected: says whether the channel should go.</summary>
    public bool ShouldReplace()
    {
        var now = time.GetTimestamp();
        var since = time.GetElapsedTime(_replaced, now);
        if (_pause != TimeSpan.Zero && since < _pause)
        {
            return false;
        }

        // Long quiet: the next rejection is another story.
        _pause = _pause == TimeSpan.Zero || since > s_longest * 2 ? s_shortest : TimeSpan.FromTicks(Math.Min(_pause.Ticks * 2, s_longest.Ticks));
        _replaced = now;
        return true;
    }
}
