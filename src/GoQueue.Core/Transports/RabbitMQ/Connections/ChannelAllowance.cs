using System.Globalization;
using GoQueue.Transports.RabbitMQ.Faults;

namespace GoQueue.Transports.RabbitMQ.Connections;

/// <summary>
/// How many channels a connection opens. Where the broker counts the channels of a user, one too many costs the whole connection, and each one after it: from the
/// first such end on fewer are opened. For one supervisor.
/// </summary>
internal sealed class ChannelAllowance
{
    // What the broker says before the number (rabbit_reader.erl).
    private const string Mark = "limit of (";

    // The limit may be raised, or another program with this login may end: after this time a new connection tries the whole pool.
    private static readonly TimeSpan s_memory = TimeSpan.FromMinutes(10);

    private readonly int _configured;
    private readonly TimeProvider _time;
    private long _learned;

    public ChannelAllowance(int configured, TimeProvider time)
    {
        _configured = configured;
        _time = time;
        Channels = configured;
    }

    public int Channels { get; private set; }

    /// <summary>Before a connection opens its channels.</summary>
    public void Renew()
    {
        if (Channels < _configured && _time.GetElapsedTime(_learned) > s_memory)
        {
            Channels = _configured;
        }
    }

    /// <summary>A connection has ended. Says whether fewer channels are opened from now on.</summary>
    public bool Learn(ChannelFault fault)
    {
        if (!fault.IsChannelLimit || Channels == 1)
        {
            return false;
        }

        // One is left for questions to the broker, which have a channel of their own; and others may use this login.
        Channels = Math.Max(1, Math.Min(Channels, LimitIn(fault.Text)) - 1);
        _learned = _time.GetTimestamp();
        return true;
    }

    private static int LimitIn(string text)
    {
        var start = text.IndexOf(Mark, StringComparison.Ordinal);
        if (start < 0)
        {
            return int.MaxValue;
        }

        var digits = text.AsSpan(start + Mark.Length);
        var end = digits.IndexOf(')');
        return end > 0 && int.TryParse(digits[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : int.MaxValue;
    }
}
