using System.Buffers.Binary;
using GoQueue.Operations;

namespace GoQueue.RabbitMQ.Sockets;

/// <summary>
/// How many messages RabbitMQ.Client holds between its publish method and the socket's stream. Its queue has 128 places (7.2.2), and a publish that finds it full
/// costs half a kilobyte and two changes of thread, again for each further message. Each place holds an array of the shared pool, which keeps 32 of a size per core:
/// more of them would be allocated anew and lost again. So we stop before that, and go on when the queue has drained.
/// Thread-safe.
/// </summary>
internal sealed class ClientQueue : IThreadPoolWorkItem
{
    // What two cores' pools keep.
    private const int Limit = 64;

    // Far below: going on costs a change of thread, and shall be worth it.
    private const int Low = 16;

    // Enough for one send.
    public const int Worthwhile = 48;

    private readonly SocketWatch _watch;
    private readonly bool _isCounted;
    private Action? _resume;
    private int _count;
    private int _isWanted;

    // How often it was asked to resume, and has not done it.
    private int _resumes;

    /// <param name="watch">Knows how busy the connection is.</param>
    /// <param name="isCounted">False where the stream sees ciphertext: then every message enters.</param>
    public ClientQueue(SocketWatch watch, bool isCounted)
    {
        _watch = watch;
        _isCounted = isCounted;
        Results = new ResultQueue(OnDelivered);
    }

    /// <summary>The callers who are told of a confirm, and who publish the next message: while there are some, more comes.</summary>
    public ResultQueue Results { get; }

    /// <summary>Whether its numbers mean something.</summary>
    public bool IsCounted => _isCounted;

    /// <summary>Whether another message is about to reach the stream.</summary>
    public bool IsEmpty => Volatile.Read(ref _count) <= 0;

    /// <summary>Whether enough messages are in it to let the write loop go.</summary>
    public bool IsWorthwhile => Volatile.Read(ref _count) >= Worthwhile;

    /// <summary>Keeps the client's write loop until there is enough to write.</summary>
    public WriteHold WriteLoop { get; } = new();

    /// <summary>Called, on a thread of the pool, when those who were turned away may come again.</summary>
    public void ResumeBy(Action resume) => Volatile.Write(ref _resume, resume);

    /// <summary>Takes a place for one message that is handed to the client next. While others wait for one, nobody who comes later gets it.</summary>
    /// <param name="isNew">Whether the message comes from a caller, and has not waited.</param>
    public bool TryEnter(bool isNew)
    {
        if (isNew && (Volatile.Read(ref _isWanted) != 0 || Volatile.Read(ref _resumes) != 0))
        {
            return false;
        }

        if (!_isCounted || Interlocked.Increment(ref _count) <= Limit)
        {
            return true;
        }

        Interlocked.Decrement(ref _count);
        return false;
    }

    /// <summary>A message has been put in. Not to be called with a lock: the client's write loop may run inside.</summary>
    /// <returns>Whether the write loop ran here.</returns>
    public bool Entered() => (IsWorthwhile || (!_watch.IsBusy && Results.IsEmpty)) && WriteLoop.Release();

    /// <summary>Asks to be resumed. Whoever asks must have put down what it waits with before. Not to be called with a lock, either.</summary>
    public void WantRoom()
    {
        // A full fence: the wish first, then the look. The stream does it the other way round.
        Interlocked.Exchange(ref _isWanted, 1);
        if (Volatile.Read(ref _count) <= Low)
        {
            Resume();
        }
        else
        {
            // Nothing more comes in before something has gone out.
            WriteLoop.Release();
        }
    }

    /// <summary>The client did not take the message after all.</summary>
    public void Leave()
    {
        if (_isCounted)
        {
            Left();
        }
    }

    /// <summary>The stream has these bytes: one item of the client's queue, of which only messages are counted.</summary>
    public void Passed(ReadOnlySpan<byte> frames)
    {
        // A method frame (1; channel, size), basic (60), publish (40): AMQP 0-9-1, 2.3.5 and 1.8.
        const uint BasicPublish = (60 << 16) | 40;
        if (_isCounted && frames.Length >= 11 && frames[0] == 1 && BinaryPrimitives.ReadUInt32BigEndian(frames[7..]) == BasicPublish)
        {
            Left();
        }
    }

    /// <summary>One at a time, and once more where it was asked meanwhile.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        int asked;
        do
        {
            asked = Volatile.Read(ref _resumes);

            // Before the look, with a full fence: who finds no room wishes for it anew.
            Interlocked.Exchange(ref _isWanted, 0);
            Volatile.Read(ref _resume)?.Invoke();
        }
        while (Interlocked.Add(ref _resumes, -asked) != 0);
    }

    /// <summary>The last caller has been told: who comes next is not known.</summary>
    private void OnDelivered()
    {
        if (!IsEmpty)
        {
            WriteLoop.Release();
        }
    }

    private void Left()
    {
        if (Interlocked.Decrement(ref _count) <= Low && Volatile.Read(ref _isWanted) != 0)
        {
            Resume();
        }
    }

    /// <summary>The wish stays until the pool comes: newcomers would take the room between.</summary>
    private void Resume()
    {
        if (Interlocked.Increment(ref _resumes) == 1)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }
}
