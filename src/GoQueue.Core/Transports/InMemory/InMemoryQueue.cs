using GoQueue.Formats;

namespace GoQueue.InMemory;

/// <summary>A queue of the in-memory broker. Keeps what it got until <see cref="Clear"/>. Thread-safe.</summary>
public sealed class InMemoryQueue
{
    private readonly Lock _gate = new();
    private readonly List<ReceivedMessage> _messages = [];

    internal InMemoryQueue(string name) => Name = name;

    /// <summary>The queue's name.</summary>
    public string Name { get; }

    /// <summary>How many messages it holds.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _messages.Count;
            }
        }
    }

    /// <summary>A copy of what it holds, oldest first.</summary>
    public IReadOnlyList<ReceivedMessage> Messages
    {
        get
        {
            lock (_gate)
            {
                return [.. _messages];
            }
        }
    }

    /// <summary>Empties it.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _messages.Clear();
        }
    }

    internal void Add(ReceivedMessage message)
    {
        lock (_gate)
        {
            _messages.Add(message);
        }
    }
}
