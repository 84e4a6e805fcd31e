using GoQueue.Messages;
using GoQueue.Testing.Recording;

namespace GoQueue.Testing;

/// <summary>What was published.</summary>
public sealed partial class GoQueueTestHarness
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>Everything that reached the broker, in order: confirmed messages, and those whose confirm was lost.</summary>
    /// <returns>A copy; later messages are not in it.</returns>
    public IReadOnlyList<PublishedMessage> Published() => _log.Snapshot();

    /// <summary>All <typeparamref name="T"/> that reached the broker, in order.</summary>
    /// <typeparam name="T">The event.</typeparam>
    /// <returns>A copy; later messages are not in it.</returns>
    public IReadOnlyList<PublishedMessage<T>> Published<T>()
        where T : IGoQueueEvent<T>
        => Select<T>(_log.Snapshot(), condition: null);

    /// <summary>The one <typeparamref name="T"/> that was published.</summary>
    /// <typeparam name="T">The event.</typeparam>
    /// <param name="condition">Which one; null = any.</param>
    /// <returns>The message.</returns>
    /// <exception cref="GoQueueTestException">There is none, or more than one.</exception>
#pragma warning disable CA1720 // "Single" is a verdict here, as in LINQ, and not the type of numbers.
    public PublishedMessage<T> Single<T>(Func<T, bool>? condition = null)
        where T : IGoQueueEvent<T>
#pragma warning restore CA1720
    {
        var all = _log.Snapshot();
        var found = Select(all, condition);
        return found.Count == 1
            ? found[0]
            : throw Failure($"Expected one {Name<T>(condition)}, found {Count(found.Count)}.", all);
    }

    /// <summary>Expects that no <typeparamref name="T"/> was published.</summary>
    /// <typeparam name="T">The event.</typeparam>
    /// <param name="condition">Which ones; null = any.</param>
    /// <exception cref="GoQueueTestException">There is one.</exception>
    public void None<T>(Func<T, bool>? condition = null)
        where T : IGoQueueEvent<T>
    {
        var all = _log.Snapshot();
        var found = Select(all, condition);
        if (found.Count > 0)
        {
            throw Failure($"Expected no {Name<T>(condition)}, found {Count(found.Count)}.", all);
        }
    }

    /// <summary>Expects that nothing was published.</summary>
    /// <exception cref="GoQueueTestException">Something was.</exception>
    public void None()
    {
        var all = _log.Snapshot();
        if (all.Count > 0)
        {
            throw Failure($"Expected nothing, found {Count(all.Count)}.", all);
        }
    }

    /// <summary>Waits until so many <typeparamref name="T"/> were published, by whatever runs in the background. Those that are there already count.</summary>
    /// <typeparam name="T">The event.</typeparam>
    /// <param name="count">How many, 1 or more. Default: 1.</param>
    /// <param name="timeout">
    /// How long; infinite means 12 h. Default: 10 s. By the system's clock, whatever clock the publisher has: a test that waits in vain must come to its end.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>All of them that are there by then, <paramref name="count"/> or more.</returns>
    /// <exception cref="GoQueueTestException">They did not come in time.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1, or <paramref name="timeout"/> is not more than zero.</exception>
    public async Task<IReadOnlyList<PublishedMessage<T>>> WaitForAsync<T>(int count = 1, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
        where T : IGoQueueEvent<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeout is { } given && !TimeLimits.IsInfinite(given) ? given : s_patience, TimeSpan.Zero, nameof(timeout));
        var patience = TimeLimits.Finite(timeout ?? s_patience, TimeLimits.Longest);
        patience = patience < TimeLimits.Longest ? patience : TimeLimits.Longest;
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(patience);
        while (true)
        {
            var (all, more) = _log.Watch();
            var found = Select<T>(all, condition: null);
            if (found.Count >= count)
            {
                return found;
            }

            try
            {
                await more.WaitAsync(bound.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw Failure(
                    $"Waited {patience.TotalSeconds:0.###} s for {count} {Name<T>(condition: null)}, found {Count(found.Count)}.", all);
            }
        }
    }

    private GoQueueTestException Failure(string expectation, IReadOnlyList<PublishedMessage> published) =>
        PublishedListing.Failure(expectation, published, LogUntypedData);

    private static List<PublishedMessage<T>> Select<T>(IReadOnlyList<PublishedMessage> messages, Func<T, bool>? condition)
    {
        var found = new List<PublishedMessage<T>>();
        foreach (var message in messages)
        {
            if (message.TryGetEvent<T>(out var typed) && condition?.Invoke(typed) != false)
            {
                found.Add(new PublishedMessage<T>(message, typed));
            }
        }

        return found;
    }

    private static string Name<T>(Func<T, bool>? condition)
        where T : IGoQueueEvent<T>
        => condition is null ? T.Descriptor.ToString() : $"{T.Descriptor} that meets the condition";

    private static string Count(int count) => count == 0 ? "none" : count.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
