using System.Threading.Tasks.Sources;

namespace GoQueue.Delivery.Operations;

/// <summary>What runs when a result is there, and the contexts that its caller asked for. Immutable.</summary>
internal readonly struct Continuation
{
    private readonly Action<object?>? _action;
    private readonly object? _state;
    private readonly ExecutionContext? _context;

    // A SynchronizationContext or a TaskScheduler; null = the thread that completes the source.
    private readonly object? _scheduler;

    public Continuation(Action<object?> action, object? state)
    {
        _action = action;
        _state = state;
    }

    /// <summary>Takes the calling thread's contexts as far as the flags ask for them.</summary>
    public Continuation(Action<object?> action, object? state, ValueTaskSourceOnCompletedFlags flags)
        : this(action, state)
    {
        if ((flags & ValueTaskSourceOnCompletedFlags.FlowExecutionContext) != 0)
        {
            _context = ExecutionContext.Capture();
        }

        if ((flags & ValueTaskSourceOnCompletedFlags.UseSchedulingContext) != 0)
        {
            _scheduler = CurrentScheduler();
        }
    }

    /// <summary>Runs the action here, or where its caller asked for.</summary>
    public void Run()
    {
        if (_scheduler is not null)
        {
            Post();
        }
        else if (_context is not null)
        {
            ExecutionContext.Run(_context, static boxed => ((Continuation)boxed!).Invoke(), this);
        }
        else
        {
            Invoke();
        }
    }

    /// <summary>
    /// Runs the action on the thread pool, or where its caller asked for; never on the calling thread.
    /// </summary>
    public void Queue()
    {
        if (_scheduler is not null)
        {
            Post();
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(static continuation => continuation.Run(), this, preferLocal: false);
        }
    }

    private static object? CurrentScheduler()
    {
        // The base class posts to the thread pool: that is no context.
        if (SynchronizationContext.Current is { } context && context.GetType() != typeof(SynchronizationContext))
        {
            return context;
        }

        return TaskScheduler.Current is var scheduler && scheduler != TaskScheduler.Default ? scheduler : null;
    }

    private void Post()
    {
        var unscheduled = new Continuation(this);
        try
        {
            if (_scheduler is SynchronizationContext context)
            {
                context.Post(static boxed => ((Continuation)boxed!).Run(), unscheduled);
            }
            else
            {
                Task.Factory.StartNew(
                    static boxed => ((Continuation)boxed!).Run(), unscheduled, CancellationToken.None, TaskCreationOptions.DenyChildAttach, (TaskScheduler)_scheduler!);
            }
        }
        catch (Exception)
        {
            // The context is closed, as the one of a window may be. The caller continues on the pool instead of never.
            unscheduled.Queue();
        }
    }

    private Continuation(in Continuation scheduled)
    {
        _action = scheduled._action;
        _state = scheduled._state;
        _context = scheduled._context;
    }

    private void Invoke() => _action!(_state);
}
