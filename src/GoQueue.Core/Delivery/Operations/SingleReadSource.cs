using System.Threading.Tasks.Sources;

namespace GoQueue.Delivery.Operations;

/// <summary>
/// The part of a pooled ValueTask source that decides who may read it. One atomic word holds the version, whether the
/// result is there, whether a continuation is registered, and whether the result was read. Each step claims its bit by
/// compare-and-swap before it touches anything else, so a ValueTask that is used twice gets an exception and cannot
/// change what the next user of the source gets. A mutable struct: never copy it. Thread-safe, except for
/// <see cref="Complete"/> and <see cref="TryReset"/>, which the owner calls once per version.
/// </summary>
internal struct SingleReadSource
{
    /// <summary>The message of the exception that a second read gets.</summary>
    public const string ReadBefore = "The receipt of a publish can be read once, and this ValueTask was read before: await it once, or call AsTask() first.";

    private const int VersionMask = ushort.MaxValue;
    private const int Done = 1 << 16;

    // A continuation is about to be stored: only its thread touches the field.
    private const int Continued = 1 << 17;

    // The continuation is stored: only Complete touches the field.
    private const int Stored = 1 << 18;
    private const int Taken = 1 << 19;

    private int _word;
    private Continuation _continuation;

    /// <param name="version">The first version. Versions only go up.</param>
    public SingleReadSource(ushort version) => _word = version;

    /// <summary>The token of a ValueTask of the current use.</summary>
    public readonly short Version => (short)_word;

    /// <summary>
    /// The state of the result. Never throws: the runtime asks for it inside continuations, where an exception would
    /// end the process. A ValueTask that was read counts as failed, and its next read is refused.
    /// </summary>
    /// <param name="token">The ValueTask's version.</param>
    /// <param name="failure">
    /// Where the owner keeps its failure. Read after the word, because it is written before.
    /// </param>
    public readonly ValueTaskSourceStatus GetStatus(short token, ref readonly Exception? failure)
    {
        var word = Volatile.Read(in _word);
        if ((word & (VersionMask | Taken)) != (ushort)token)
        {
            return ValueTaskSourceStatus.Faulted;
        }

        return (word & Done) == 0
            ? ValueTaskSourceStatus.Pending
            : failure switch
            {
                null => ValueTaskSourceStatus.Succeeded,
                OperationCanceledException => ValueTaskSourceStatus.Canceled,
                _ => ValueTaskSourceStatus.Faulted,
            };
    }

    /// <summary>
    /// Registers the continuation of the one who will read the result. Never throws, because an exception from here
    /// would end the process: a second continuation runs at once, and its read is refused.
    /// </summary>
    public void OnCompleted(Action<object?> action, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        var continuation = new Continuation(action, state, flags);
        int word;
        do
        {
            word = Volatile.Read(ref _word);
            if ((word & (VersionMask | Taken | Continued)) != (ushort)token)
            {
                continuation.Queue();
                return;
            }
        }
        while (Interlocked.CompareExchange(ref _word, word | Continued, word) != word);

        if (!Store(continuation))
        {
            // Completed meanwhile. Not here: the caller may still be inside the call that registers.
            continuation.Queue();
        }
    }

    /// <summary>
    /// Claims the result, and waits for it where it is not there yet. After this the calling thread alone owns the
    /// result; it takes it and lets the source go.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// The result was read before, or another reader waits for it. Nothing has changed then.
    /// </exception>
    public void Claim(short token)
    {
        int word;
        int claimed;
        do
        {
            word = Volatile.Read(ref _word);
            var isFree = (word & Done) != 0 ? (word & (Continued | Stored)) != Continued : (word & Continued) == 0;
            if ((word & (VersionMask | Taken)) != (ushort)token || !isFree)
            {
                throw new InvalidOperationException(ReadBefore);
            }

            claimed = (word & Done) != 0 ? word | Taken : word | Taken | Continued;
        }
        while (Interlocked.CompareExchange(ref _word, claimed, word) != word);

        if ((word & Done) == 0)
        {
            Wait();
        }
    }

    /// <summary>
    /// The result is there: runs the continuation, if there is one, on the calling thread. From here on the source may
    /// belong to its next user.
    /// </summary>
    public void Complete()
    {
        var continuation = default(Continuation);
        int word;
        do
        {
            word = Volatile.Read(ref _word);
            if ((word & Stored) != 0)
            {
                // Before the result can be seen: afterwards the field may be another message's.
                continuation = _continuation;
            }
        }
        while (Interlocked.CompareExchange(ref _word, word | Done, word) != word);

        if ((word & Stored) != 0)
        {
            continuation.Run();
        }
    }

    /// <summary>
    /// Begins the next version. False where the 16 bits of a ValueTask's token are used up: the source then stays
    /// closed, because a ValueTask that was kept since the first version would be valid again.
    /// </summary>
    public bool TryReset()
    {
        _continuation = default;
        var version = (ushort)_word;
        if (version == VersionMask)
        {
            Close();
            return false;
        }

        Volatile.Write(ref _word, version + 1);
        return true;
    }

    /// <summary>Refuses every read from now on.</summary>
    public void Close()
    {
        _continuation = default;
        Volatile.Write(ref _word, _word | Taken);
    }

    /// <summary>False where the result came first: then nothing else runs the continuation.</summary>
    private bool Store(in Continuation continuation)
    {
        _continuation = continuation;
        return (Interlocked.Or(ref _word, Stored) & Done) == 0;
    }

    /// <summary>
    /// Blocks through a task: the thread pool sees that and adds threads, which waiting for an event would hide from
    /// it.
    /// </summary>
    private void Wait()
    {
        var completion = new TaskCompletionSource();
        if (Store(new Continuation(static state => ((TaskCompletionSource)state!).SetResult(), completion)))
        {
            completion.Task.GetAwaiter().GetResult();
        }
    }
}
