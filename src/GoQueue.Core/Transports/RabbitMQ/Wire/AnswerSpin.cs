using System.Diagnostics;
using System.Net.Sockets;

namespace GoQueue.Transports.RabbitMQ.Wire;

/// <summary>
/// Waits awake for the answer to a single message. A thread that sleeps is woken late, by half of the time that a broker close by takes. Where the broker is further away, it is not
/// waited for like this but now and then, in case it comes nearer. Used by one thread at a time.
/// </summary>
internal sealed class AnswerSpin
{
    // After so many answers that took longer it is tried again.
    private const int MostSkipped = 255;

    private static readonly TimeSpan s_longest = TimeSpan.FromMicroseconds(250);

    private int _inVain;
    private int _skipped;

    /// <summary>Whether there is something to read.</summary>
    public bool Wait(Socket socket)
    {
        if (_skipped < _inVain)
        {
            _skipped++;
            return false;
        }

        var start = Stopwatch.GetTimestamp();
        do
        {
            if (socket.Poll(0, SelectMode.SelectRead))
            {
                _inVain = _skipped = 0;
                return true;
            }

            // Whoever has work comes first, a broker on this machine above all.
            Thread.Yield();
        }
        while (Stopwatch.GetElapsedTime(start) < s_longest);

        _inVain = Math.Min((_inVain * 2) + 1, MostSkipped);
        _skipped = 0;
        return false;
    }
}
