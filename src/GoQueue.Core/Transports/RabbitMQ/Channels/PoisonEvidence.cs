using GoQueue.Delivery.Operations;
using GoQueue.Transports.RabbitMQ.Connections;
using GoQueue.Transports.RabbitMQ.Faults;

namespace GoQueue.Transports.RabbitMQ.Channels;

/// <summary>
/// Notes about a message that was in flight when its connection ended. Guarded as the operation's other notes are: only
/// the part of the transport that holds the operation uses it.
/// </summary>
internal sealed class PoisonEvidence : TransportNote
{
    /// <summary>
    /// Ends in a row at which a message becomes a suspect, if the broker did not say that it could not read something.
    /// </summary>
    public const int EndsOfSuspect = 2;

    /// <summary>A group of suspects is sent in so many parts after it has ended a connection.</summary>
    private const int Parts = 16;

    /// <summary>An end later than this after the write is not the message's doing.</summary>
    private static readonly TimeSpan s_recent = TimeSpan.FromSeconds(1);

    private readonly List<ConnectionEnd> _ends = new(EndsOfSuspect);
    private int _endsInARow;
    private int _mostAttempts;
    private bool _isRecent;
    private bool _isWeighed = true;

    /// <summary>The last end; null before the first.</summary>
    public ConnectionEnd? End { get; private set; }

    /// <summary>The last end's cause.</summary>
    public ChannelFault? Fault { get; private set; }

    /// <summary>When the first end was seen, as a timestamp of the publisher's clock.</summary>
    public long FirstEnd { get; private set; }

    /// <summary>Ends of a connection on which nothing else was in flight.</summary>
    public int EndsAlone { get; private set; }

    /// <summary>The most suspects that may be in flight together with this one, itself included.</summary>
    public int GroupLimit { get; private set; } = 1;

    /// <summary>Its place among the suspects; 0 = none yet.</summary>
    public long Place { get; set; }

    /// <summary>
    /// Whether enough ends have been seen to stop sending it: one alone if the broker blamed what it got; else two
    /// alone, and as many attempts in all as halving the messages in flight would take. Groups get smaller faster than
    /// that, and each further end makes chance less likely.
    /// </summary>
    /// <param name="attempts">How often the message was sent.</param>
    public bool IsOver(int attempts) => Fault is { } fault && (fault.HasPoison ? EndsAlone > 0 : EndsAlone > 1 && attempts >= _mostAttempts);

    /// <summary>The connection ended by the other side while the message was in flight.</summary>
    /// <param name="end">The end.</param>
    /// <param name="fault">Its cause.</param>
    /// <param name="now">When it was seen, as a timestamp of the publisher's clock.</param>
    /// <param name="sinceWrite">The time since the message was written.</param>
    /// <param name="isOrdered">
    /// Whether it has an ordering key. Then a late end counts as well, but proves nothing: a younger message of its key
    /// may be a suspect, and would overtake this one if this one were none.
    /// </param>
    /// <returns>Whether it is a suspect now.</returns>
    public bool Note(ConnectionEnd end, ChannelFault fault, long now, TimeSpan sinceWrite, bool isOrdered = false)
    {
        end.Add();
        _ends.Add(end);
        FirstEnd = End is null ? now : FirstEnd;
        (End, Fault) = (end, fault);
        _isRecent = sinceWrite <= s_recent;
        _endsInARow = _isRecent || isOrdered ? _endsInARow + 1 : 0;
        _isWeighed = false;
        return fault.HasPoison || _endsInARow >= EndsOfSuspect;
    }

    /// <summary>
    /// Draws the conclusions from the last end, once. False if not all channels of that connection have reported yet.
    /// </summary>
    public bool TryWeigh()
    {
        if (_isWeighed)
        {
            return true;
        }

        if (End is not { IsComplete: true } end || Fault is not { } fault)
        {
            return false;
        }

        _isWeighed = true;
        if (end is { IsIsolating: true, Count: 1 } && (_isRecent || fault.HasPoison))
        {
            EndsAlone++;
        }

        if (_mostAttempts == 0 && _endsInARow >= EndsOfSuspect)
        {
            _mostAttempts = EndsOfSuspect + int.Log2(end.Count);
        }

        GroupLimit = fault.HasPoison ? 1 : Math.Max(1, (end.Count + Parts - 1) / Parts);
        return true;
    }

    /// <summary>The message's notes, made if there are none yet.</summary>
    public static PoisonEvidence Get(PublishOperation operation)
    {
        if (operation.Note is PoisonEvidence evidence)
        {
            return evidence;
        }

        evidence = new PoisonEvidence();
        operation.Note = evidence;
        return evidence;
    }

    public override void OnAnswered()
    {
        foreach (var end in _ends)
        {
            end.NoteAnswer();
        }
    }

    /// <summary>Other connections end without cause, too: what was seen so far proves nothing.</summary>
    public void Forget() => EndsAlone = 0;
}
