using System.Runtime.ExceptionServices;

namespace GoQueue.Batching;

/// <summary>Reads the input of a stream ahead of its results, and keeps the input's failure until the results are out.</summary>
/// <typeparam name="T">The event.</typeparam>
internal sealed class BatchSource<T>(IAsyncEnumerator<T> items) : IAsyncDisposable
{
    private Task<bool>? _moving;

    public T Current => items.Current;

    public bool IsAtEnd { get; private set; }

    /// <summary>Why the input ended, where it failed.</summary>
    public ExceptionDispatchInfo? Fault { get; private set; }

    /// <summary>Asks for the next item, but not longer than the window's oldest message takes: false says that that one is done and the item is not there yet.</summary>
    public async ValueTask<bool> TryMoveNextAsync(BatchWindow window)
    {
        try
        {
            if (_moving is null)
            {
                var move = items.MoveNextAsync();
                if (move.IsCompleted)
                {
                    IsAtEnd = !await move.ConfigureAwait(false);
                    return true;
                }

                _moving = move.AsTask();
            }

            if (window.Count > 0)
            {
                await Task.WhenAny(_moving, window.Oldest.WhenSettled()).ConfigureAwait(false);
                if (!_moving.IsCompleted)
                {
                    return false;
                }
            }

            var moving = _moving;
            IsAtEnd = !await moving.ConfigureAwait(false);
            _moving = null;
        }
        catch (Exception exception)
        {
            _moving = null;
            IsAtEnd = true;
            Fault = ExceptionDispatchInfo.Capture(exception);
        }

        return true;
    }

    public async ValueTask DisposeAsync()
    {
        if (_moving is { } moving)
        {
            // An enumerator may not be disposed while it moves; how that ends is nobody's concern any more.
            await ((Task)moving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await items.DisposeAsync().ConfigureAwait(false);
    }
}
