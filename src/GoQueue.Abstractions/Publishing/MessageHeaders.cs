using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace GoQueue;

/// <summary>
/// The headers of one message in the making: few, ordered, and kept in an array that the publisher uses again for later messages. Not
/// thread-safe, and not valid after the publish.
/// </summary>
public sealed class MessageHeaders : IReadOnlyCollection<KeyValuePair<string, object?>>
{
    private KeyValuePair<string, object?>[] _items = new KeyValuePair<string, object?>[16];

    /// <summary>How many headers there are.</summary>
    public int Count { get; private set; }

    /// <summary>The value of a header. Setting replaces; reading a header that is not there gives <see langword="null"/>.</summary>
    /// <param name="name">The header's name; case matters, as in AMQP.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is <see langword="null"/> or empty.</exception>
    public object? this[string name]
    {
        get => TryGetValue(name, out var value) ? value : null;
        set
        {
            ArgumentException.ThrowIfNullOrEmpty(name);
            var index = IndexOf(name);
            if (index >= 0)
            {
                _items[index] = new KeyValuePair<string, object?>(name, value);
                return;
            }

            Append(name, value);
        }
    }

    /// <summary>Reads a header.</summary>
    /// <param name="name">The header's name.</param>
    /// <param name="value">Its value, or null.</param>
    /// <returns>Whether the header is there.</returns>
    public bool TryGetValue(string name, [MaybeNullWhen(false)] out object? value)
    {
        var index = IndexOf(name);
        value = index < 0 ? null : _items[index].Value;
        return index >= 0;
    }

    /// <summary>Removes a header.</summary>
    /// <param name="name">The header's name.</param>
    /// <returns>Whether it was there.</returns>
    public bool Remove(string name)
    {
        var index = IndexOf(name);
        if (index < 0)
        {
            return false;
        }

        Count--;
        Array.Copy(_items, index + 1, _items, index, Count - index);
        _items[Count] = default;
        return true;
    }

    /// <summary>Removes all headers, and keeps the room for later ones.</summary>
    public void Clear()
    {
        Array.Clear(_items, 0, Count);
        Count = 0;
    }

    /// <summary>The headers in the order in which they were first set.</summary>
    public ReadOnlySpan<KeyValuePair<string, object?>> AsSpan() => _items.AsSpan(0, Count);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return _items[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Adds a header that is known not to be there: the formats' own names, which users cannot set.</summary>
    internal void Append(string name, object? value)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Count * 2);
        }

        _items[Count++] = new KeyValuePair<string, object?>(name, value);
    }

    private int IndexOf(string name)
    {
        for (var i = 0; i < Count; i++)
        {
            if (string.Equals(_items[i].Key, name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }
}
