using System.Runtime.ExceptionServices;

namespace GoQueue.Publishing.Batching;

/// <summary>
/// Reads the input of a stream ahead of its results, and keeps the input's failure until the results are out. A
/// cancelled stream reads no further.
/// </summary>
/// <typeparam name="T">The event.</typeparam>
internal sealed class BatchSource<T> : IAsyncDisposable
{
    // How long leaving waits for an input that is asked for its next item: it was cancelled, and most end at once.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private readonly IAsyncEnumerator<T> _items;
    private readonly TimeProvider _time;
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenSource _leaving;
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenRegistration _registration;
    private Task<bool>? _moving;

    public BatchSource(IAsyncEnumerable<T> items, TimeProvider time, CancellationToken cancellationToken)
    {
        _time = time;
        _cancellation = cancellationToken;
        _leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _registration = cancellationToken.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), _cancelled);
        try
        {
            _items = items.GetAsyncEnumerator(_leaving.Token);
        }
        catch
        {
            _registration.Dispose();
            _leaving.Dispose();
            throw;
        }
    }

    public T Current => _items.Current;

    /// <summary>
    /// Whether nothing more is read: the input is at its end, has failed, or the stream was cancelled.
    /// </summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>Why the input ended, if it failed or the stream was cancelled.</summary>
    public ExceptionDispatchInfo? Fault { get; private set; }

    /// <summary>
    /// Asks for the next item, but not longer than the window's oldest message takes: false if that one is done and the
    /// item is not there yet.
    /// </summary>
    public async ValueTask<bool> TryMoveNextAsync(BatchWindow window)
    {
        try
        {
            // Not left to the input: it may not look at the token, and may have no end.
            _cancellation.ThrowIfCancellationRequested();
            if (_moving is null)
            {
                var move = _items.MoveNextAsync();
                if (move.IsCompleted)
                {
                    IsAtEnd = !await move.ConfigureAwait(false);
                    return true;
                }

                _moving = move.AsTask();
            }

            await Task.WhenAny(window.Count > 0 ? [_moving, _cancelled.Task, window.Oldest.WhenSettled()] : [_moving, _cancelled.Task]).ConfigureAwait(false);
            if (!_moving.IsCompleted)
            {
                _cancellation.ThrowIfCancellationRequested();
                return false;
            }

            var moving = _moving;
            _moving = null;
            IsAtEnd = !await moving.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            IsAtEnd = true;
            Fault = ExceptionDispatchInfo.Capture(exception);
        }

        return true;
    }

    /// <summary>Ends the input. One that is asked for its next item and does not obey its token ends later.</summary>
    public async ValueTask DisposeAsync()
    {
        await _registration.DisposeAsync().ConfigureAwait(false);
        if (_moving is { } moving)
        {
            // An enumerator may not be disposed while it moves, and how that ends concerns no one now.
            await _leaving.CancelAsync().ConfigureAwait(false);
            var ended = ((Task)moving).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            await ended.WaitAsync(s_patience, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!moving.IsCompleted)
            {
                _ = EndLaterAsync(moving);
                return;
            }

            _ = moving.Exception;
        }

        try
        {
            await _items.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception) when (Fault is not null)
        {
            // The reason why the stream ends is the one to throw.
        }
        finally
        {
            _leaving.Dispose();
        }
    }

    private async Task EndLaterAsync(Task moving)
    {
        await moving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await _items.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The stream has ended long ago.
        }

        _leaving.Dispose();
    }
}
