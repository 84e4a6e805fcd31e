using System.Runtime.CompilerServices;
using GoQueue.Outbox.Stores;

namespace GoQueue.Outbox.Relaying;

/// <summary>
/// A row in the relay's memory, from its reading until the database has forgotten it. The relay's loop owns it; while it is
/// sent, <see cref="Complete"/> is called by whichever thread completes it.
/// </summary>
internal sealed class RelayRow(OutboxRow row, KeyGate? gate, IRowReceiver receiver, long readAt)
{
    private ValueTaskAwaiter<PublishReceipt> _awaiter;
    private byte[]? _envelope = row.Envelope;
    private byte[]? _body = row.Body;

    public long Id { get; } = row.Id;

    /// <summary>Its number among the held rows; 0 = it is not held.</summary>
    public long HeldId { get; } = row.HeldId;

    public KeyGate? Gate => gate;

    public int Bytes { get; } = row.Bytes;

    public int Attempts { get; } = row.Attempts;

    /// <summary>The route that it probes, or whose fault kept it from being sent.</summary>
    public long? RouteHash { get; set; } = row.RouteHash;

    /// <summary>How often its outcome was unknown.</summary>
    public int Unknowns { get; set; }

    /// <summary>How many rows were confirmed when its outcome was unknown the last time.</summary>
    public long ConfirmationsAtSend { get; set; }

    /// <summary>The exchange that it was sent to, for log lines.</summary>
    public string Exchange { get; set; } = "";

    public string RoutingKey { get; set; } = "";

    /// <summary>For log lines.</summary>
    public string MessageId { get; set; } = "";

    public string Topic { get; set; } = "";

    public string Action { get; set; } = "";

    /// <summary>Why it was not confirmed; null = it was. Valid once the receiver has it.</summary>
    public Exception? Failure { get; private set; }

    public ReadOnlySpan<byte> Envelope => _envelope;

    public ReadOnlySpan<byte> Body => _body;

    /// <summary>How long ago it was written.</summary>
    public TimeSpan AgeAt(long timestamp, TimeProvider time) => TimeSpan.FromMilliseconds(row.AgeMilliseconds) + time.GetElapsedTime(readAt, timestamp);

    /// <summary>Waits for the end of a send.</summary>
    public void Await(ValueTask<PublishReceipt> sending)
    {
        _awaiter = sending.GetAwaiter();
        if (_awaiter.IsCompleted)
        {
            OnSent();
        }
        else
        {
            _awaiter.UnsafeOnCompleted(OnSent);
        }
    }

    /// <summary>The send has ended.</summary>
    /// <param name="failure">Why it was not confirmed; null = it was.</param>
    public void Complete(Exception? failure)
    {
        Failure = failure;
        receiver.OnCompleted(this);
    }

    /// <summary>Its bytes are not needed any more.</summary>
    public void DropBytes() => _envelope = _body = null;

    private void OnSent()
    {
        Exception? failure = null;
        try
        {
            _awaiter.GetResult();
        }
#pragma warning disable CA1031 // Whatever it is decides what becomes of the row.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            failure = exception;
        }

        _awaiter = default;
        Complete(failure);
    }
}
