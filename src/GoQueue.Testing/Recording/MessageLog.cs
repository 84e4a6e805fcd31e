namespace GoQueue.Testing.Recording;

/// <summary>What was published, in order, and who waits for more. Thread-safe.</summary>
internal sealed class MessageLog
{
    private readonly Lock _gate = new();
    private readonly List<PublishedMessage> _messages = [];
    private TaskCompletionSource _more = NewSignal();

    public IReadOnlyList<PublishedMessage> Snapshot()
    {
        lock (_gate)
        {
            return [.. _messages];
        }
    }

    /// <summary>What is there, and a task that completes when there is more.</summary>
    public (IReadOnlyList<PublishedMessage> Messages, Task More) Watch()
    {
        lock (_gate)
        {
            return ([.. _messages], _more.Task);
        }
    }

    public void Add(Func<int, PublishedMessage> make)
    {
        TaskCompletionSource more;
        lock (_gate)
        {
            _messages.Add(make(_messages.Count + 1));
            more = _more;
            _more = NewSignal();
        }

        more.SetResult();
    }

    public void Clear()
    {
        lock (_gate)
        {
            _messages.Clear();
        }
    }

    // Asynchronously: a test that waits must not run on the thread of the publish it waited for.
    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
