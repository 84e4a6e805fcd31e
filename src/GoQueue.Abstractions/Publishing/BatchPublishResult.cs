using System.Collections;

namespace GoQueue;

/// <summary>
/// The results of a batch, one per message, in the order of the input. A failed message does not end the batch, so look here:
/// <see cref="ThrowIfAnyFailed"/> is the short way. Immutable.
/// </summary>
public sealed class BatchPublishResult : IReadOnlyList<BatchItemResult>
{
    private readonly BatchItemResult[] _items;

    /// <summary>Makes a result; publishers of your own and tests need it.</summary>
    /// <param name="items">The results in the order of the input. Not copied.</param>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is <see langword="null"/>.</exception>
    public BatchPublishResult(params BatchItemResult[] items)
    {
        ArgumentNullException.ThrowIfNull(items);
        _items = items;
        foreach (ref readonly var item in items.AsSpan())
        {
            FailedCount += item.Succeeded ? 0 : 1;
        }
    }

    /// <summary>How many messages the batch had.</summary>
    public int Count => _items.Length;

    /// <summary>How many the broker has confirmed.</summary>
    public int SucceededCount => Count - FailedCount;

    /// <summary>How many are not known to be published.</summary>
    public int FailedCount { get; }

    /// <summary>Whether the broker has confirmed every message. True for an empty batch.</summary>
    public bool AllSucceeded => FailedCount == 0;

    /// <summary>The results of the messages that are not known to be published, in the order of the input.</summary>
    public IEnumerable<BatchItemResult> Failures
    {
        get
        {
            foreach (var item in _items)
            {
                if (!item.Succeeded)
                {
                    yield return item;
                }
            }
        }
    }

    /// <summary>The result of one message.</summary>
    /// <param name="index">Its place in the input, from 0.</param>
    public BatchItemResult this[int index] => _items[index];

    /// <summary>Makes failures loud.</summary>
    /// <exception cref="BatchPublishException">A message is not known to be published; the exception holds this result.</exception>
    public void ThrowIfAnyFailed()
    {
        if (FailedCount > 0)
        {
            throw new BatchPublishException(this);
        }
    }

    /// <inheritdoc/>
    public IEnumerator<BatchItemResult> GetEnumerator() => ((IEnumerable<BatchItemResult>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
