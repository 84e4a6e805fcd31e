#pragma warning disable CA2012, xUnit1031 // A ValueTask used twice, never, or by blocking: that is what these tests are about.
using System.Collections.Concurrent;

namespace GoQueue.Core.Tests.Publishing.Misuse;

/// <summary>The wrong (and the unusual) ways to use the ValueTask of a publish.</summary>
internal sealed class Misuses
{
    private const int MostKept = 300;

    private readonly ConcurrentQueue<(Misread Misread, ValueTask<PublishReceipt> Publish)> _kept = new();
    private readonly ConcurrentQueue<(Misread Misread, ValueTask<PublishReceipt> Publish)> _readLongAgo = new();
    private int _next;

    public async Task RunAsync(MisuseScene scene, Misread misread, TimeSpan hang)
    {
        var run = Interlocked.Increment(ref _next) % 16;
        await (run switch
        {
            0 => BlockAsync(misread),
            1 => ReadResultAsync(misread),
            2 => AwaitTwiceAsync(misread),
            3 => ForgetAsync(misread),
            4 => AsTaskTwiceAsync(misread),
            5 => PreserveAsync(misread),
            6 => AwaitAndAsTaskAtOnceAsync(misread),
            7 => KeepAsync(misread),
            8 => CancelAndForgetAsync(misread),
            9 => CancelAndReadAsync(misread),
            10 => PollBesideAnAwaitAsync(misread),
            11 => BlockTwiceAtOnceAsync(misread),
            12 => AwaitAndReadResultAsync(misread),
            13 => RegisterTwiceAsync(misread),
            14 => BlockBesideAnAwaitAsync(misread),
            _ => AwaitTheFirstOfTwoAsync(misread),
        }).WaitAsync(hang);
    }

    /// <summary>Awaits what was kept, and then everything once more.</summary>
    public async Task ReadWhatIsKeptAsync()
    {
        while (_kept.TryDequeue(out var kept))
        {
            await ReadOnceAndKeepAsync(kept.Misread, kept.Publish);
        }

        while (_readLongAgo.TryDequeue(out var old))
        {
            old.Misread.Read(() => old.Publish.GetAwaiter().GetResult());
            await old.Misread.ReadAsync(old.Publish);
            old.Misread.EndRead();
        }
    }

    private static Task BlockAsync(Misread misread)
    {
        var publish = misread.Publish();
        misread.Read(() => publish.GetAwaiter().GetResult());
        misread.EndRead();
        return Task.CompletedTask;
    }

    private static Task ReadResultAsync(Misread misread)
    {
        var publish = misread.Publish();
        misread.Read(() => publish.Result);
        misread.EndRead();
        return Task.CompletedTask;
    }

    private static async Task AwaitTwiceAsync(Misread misread)
    {
        var publish = misread.Publish();
        await misread.ReadAsync(publish);
        misread.EndRead();
        await misread.ReadAsync(publish);
    }

    private static Task ForgetAsync(Misread misread)
    {
        _ = misread.Publish();
        return Task.CompletedTask;
    }

    private static async Task AsTaskTwiceAsync(Misread misread)
    {
        var publish = misread.Publish();
        await Task.WhenAll(TryAsync(misread, publish.AsTask), TryAsync(misread, publish.AsTask));
        misread.EndRead();
    }

    private static async Task PreserveAsync(Misread misread)
    {
        var publish = misread.Publish();
        var preserved = publish.Preserve();
        await misread.ReadAsync(preserved);
        misread.EndRead();
        misread.Forget();
        await misread.ReadAsync(preserved);
        misread.EndRead();
        misread.Forget();
        misread.Read(() => publish.GetAwaiter().GetResult());
    }

    private static async Task AwaitAndAsTaskAtOnceAsync(Misread misread)
    {
        var publish = misread.Publish();
        await Task.WhenAll(Task.Run(() => misread.ReadAsync(publish)), Task.Run(() => TryAsync(misread, publish.AsTask)));
        misread.EndRead();
    }

    private async Task KeepAsync(Misread misread)
    {
        _kept.Enqueue((misread, misread.Publish()));
        if (_kept.Count > MostKept && _kept.TryDequeue(out var kept))
        {
            await ReadOnceAndKeepAsync(kept.Misread, kept.Publish);
        }

        if (_readLongAgo.Count > MostKept && _readLongAgo.TryDequeue(out var old))
        {
            await old.Misread.ReadAsync(old.Publish);
            old.Misread.EndRead();
        }
    }

    private async Task ReadOnceAndKeepAsync(Misread misread, ValueTask<PublishReceipt> publish)
    {
        await misread.ReadAsync(publish);
        misread.EndRead();
        _readLongAgo.Enqueue((misread, publish));
    }

    private static async Task CancelAndForgetAsync(Misread misread)
    {
        using var cancellation = new CancellationTokenSource();
        _ = misread.Publish(cancellation.Token);
        await cancellation.CancelAsync();
    }

    private static async Task CancelAndReadAsync(Misread misread)
    {
        using var cancellation = new CancellationTokenSource();
        var publish = misread.Publish(cancellation.Token);
        var cancel = Task.Run(cancellation.Cancel);
        await misread.ReadAsync(publish);
        misread.EndRead();
        await misread.ReadAsync(publish);
        await cancel;
    }

    private static async Task PollBesideAnAwaitAsync(Misread misread)
    {
        var publish = misread.Publish();
        var poll = Task.Run(() => misread.Read(() =>
        {
            while (!publish.IsCompleted)
            {
                Thread.Yield();
            }

            return publish.Result;
        }));
        await misread.ReadAsync(publish);
        await poll;
        misread.EndRead();
    }

    private static async Task BlockTwiceAtOnceAsync(Misread misread)
    {
        var publish = misread.Publish();
        await Task.WhenAll(
            Task.Run(() => misread.Read(() => publish.GetAwaiter().GetResult())),
            Task.Run(() => misread.Read(() => publish.Result)));
        misread.EndRead();
    }

    private static async Task AwaitAndReadResultAsync(Misread misread)
    {
        var publish = misread.Publish();
        await misread.ReadAsync(publish);
        misread.EndRead();
        misread.Read(() => publish.Result);
    }

    private static async Task RegisterTwiceAsync(Misread misread)
    {
        var publish = misread.Publish();
        var first = publish.GetAwaiter();
        var second = publish.ConfigureAwait(false).GetAwaiter();
        var firstRan = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var secondRan = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        first.UnsafeOnCompleted(firstRan.SetResult);
        second.OnCompleted(secondRan.SetResult);
        await Task.WhenAll(firstRan.Task, secondRan.Task);
        misread.Read(first.GetResult);
        misread.EndRead();
        misread.Read(second.GetResult);
    }

    private static async Task BlockBesideAnAwaitAsync(Misread misread)
    {
        var publish = misread.Publish();
        var block = Task.Run(() => misread.Read(() => publish.GetAwaiter().GetResult()));
        await misread.ReadAsync(publish);
        await block;
        misread.EndRead();
    }

    private static async Task AwaitTheFirstOfTwoAsync(Misread misread)
    {
        var publish = misread.Publish().AsTask();
        await Task.WhenAny(publish, Task.CompletedTask);
    }

    private static async Task TryAsync(Misread misread, Func<Task<PublishReceipt>> asTask)
    {
        Task<PublishReceipt> task;
        try
        {
            task = asTask();
        }
        catch (InvalidOperationException exception)
        {
            task = Task.FromException<PublishReceipt>(exception);
        }

        await misread.ReadAsync(task);
    }
}
