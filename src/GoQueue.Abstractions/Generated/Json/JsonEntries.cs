using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace GoQueue.Generated.Json;

/// <summary>
/// Enumerates what is declared as a dictionary's interface: without allocation where it is a <see cref="Dictionary{TKey,TValue}"/>. Only
/// generated code uses it.
/// </summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
/// <typeparam name="TValue">The values' type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct JsonEntries<TKey, TValue>
    where TKey : notnull
{
    private readonly IEnumerator<KeyValuePair<TKey, TValue>>? _enumerator;
    private Dictionary<TKey, TValue>.Enumerator _entries;

    /// <summary>Begins before the first entry.</summary>
    /// <param name="entries">The entries; not null.</param>
    /// <exception cref="ArgumentNullException"><paramref name="entries"/> is null.</exception>
    public JsonEntries(IEnumerable<KeyValuePair<TKey, TValue>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);

        // Exactly this type: what derives from a dictionary may enumerate otherwise.
        if (entries.GetType() == typeof(Dictionary<TKey, TValue>))
        {
            _entries = Unsafe.As<Dictionary<TKey, TValue>>(entries).GetEnumerator();
        }
        else
        {
            _enumerator = entries.GetEnumerator();
        }
    }

    /// <summary>The entry under the enumerator.</summary>
    public readonly KeyValuePair<TKey, TValue> Current => _enumerator is null ? _entries.Current : _enumerator.Current;

    /// <summary>For <c>foreach</c>.</summary>
    /// <returns>Itself.</returns>
    public readonly JsonEntries<TKey, TValue> GetEnumerator() => this;

    /// <summary>Goes to the next entry.</summary>
    /// <returns>Whether there is one.</returns>
    public bool MoveNext() => _enumerator is null ? _entries.MoveNext() : _enumerator.MoveNext();

    /// <summary>Ends the enumeration.</summary>
    public readonly void Dispose() => _enumerator?.Dispose();
}
