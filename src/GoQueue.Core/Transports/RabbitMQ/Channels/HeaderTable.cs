using System.Collections;
using System.Diagnostics.CodeAnalysis;
using GoQueue.Diagnostics;

namespace GoQueue.RabbitMQ.Channels;

/// <summary>
/// A message's headers in the shape that RabbitMQ.Client reads: enumerated, twice per message, by one writer at a time. A view: nothing is
/// copied into a dictionary for each message, and the enumerator is the table itself.
/// </summary>
internal sealed class HeaderTable : IDictionary<string, object?>, IEnumerator<KeyValuePair<string, object?>>
{
    // What the client adds by itself (a trace context, where somebody listens to its activities), per message.
    private readonly Dictionary<string, object?> _added = [];
    private MessageHeaders? _headers;
    private KeyValuePair<string, object?>[] _addedItems = [];
    private int _position;

    public int Count => (_headers?.Count ?? 0) + _added.Count;

    public bool IsReadOnly => false;

    public ICollection<string> Keys => [.. this.Select(static header => header.Key)];

    public ICollection<object?> Values => [.. this.Select(static header => header.Value)];

    public KeyValuePair<string, object?> Current { get; private set; }

    object IEnumerator.Current => Current;

    public object? this[string key]
    {
        get => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"There is no header '{key}'.");
        set => Add(key, value);
    }

    public void Show(MessageHeaders headers)
    {
        _headers = headers;
        if (_added.Count > 0)
        {
            _added.Clear();
        }
    }

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
    {
        value = null;
        return _added.TryGetValue(key, out value) || (_headers is not null && _headers.TryGetValue(key, out value));
    }

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public void Add(string key, object? value)
    {
        // The client would add all baggage of the current activity, and put its own context over the user's.
        if (TraceContext.MayBeSet(key, _headers))
        {
            _added[key] = value;
        }
    }

    public void Add(KeyValuePair<string, object?> item) => Add(item.Key, item.Value);

    public bool Contains(KeyValuePair<string, object?> item) => TryGetValue(item.Key, out var value) && Equals(value, item.Value);

    public bool Remove(string key) => _added.Remove(key);

    public bool Remove(KeyValuePair<string, object?> item) => _added.Remove(item.Key);

    public void Clear() => _added.Clear();

    public void CopyTo(KeyValuePair<string, object?>[] array, int arrayIndex)
    {
        foreach (var header in this)
        {
            array[arrayIndex++] = header;
        }
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        _position = 0;
        _addedItems = _added.Count == 0 ? [] : [.. _added];
        return this;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool MoveNext()
    {
        var own = _headers is null ? default : _headers.AsSpan();
        while (_position < own.Length)
        {
            Current = own[_position++];

            // What the client sets replaces ours, as in a dictionary.
            if (_addedItems.Length == 0 || !_added.ContainsKey(Current.Key))
            {
                return true;
            }
        }

        var index = _position++ - own.Length;
        if (index < _addedItems.Length)
        {
            Current = _addedItems[index];
            return true;
        }

        return false;
    }

    public void Reset() => _position = 0;

    public void Dispose() => Current = default;
}
