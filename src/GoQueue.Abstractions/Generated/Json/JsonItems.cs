using System.Collections.Immutable;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GoQueue.Generated.Json;

/// <summary>
/// Enumerates what is declared as an interface: without allocation where it is an array, a list or a collection expression, as it nearly
/// always is. Only generated code uses it.
/// </summary>
/// <typeparam name="T">The items' type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct JsonItems<T>
{
    // What was found to be, and not to be, a class that the compiler makes for collection expressions. A race costs one more look.
    private static Type? s_compilers;
    private static Type? s_others;

    private readonly ReadOnlySpan<T> _span;
    private readonly IList<T>? _list;
    private readonly IEnumerator<T>? _enumerator;
    private readonly int _count;
    private int _index;

    /// <summary>Begins before the first item.</summary>
    /// <param name="items">The items; not null.</param>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is null.</exception>
    public JsonItems(IEnumerable<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        _index = -1;

        // Exactly these types: what derives from a list may enumerate otherwise.
        if (items is T[] array && array.GetType() == typeof(T[]))
        {
            _span = array;
            _count = array.Length;
        }
        else if (items.GetType() == typeof(List<T>))
        {
            _span = CollectionsMarshal.AsSpan(Unsafe.As<List<T>>(items));
            _count = _span.Length;
        }
        else if (items is IList<T> list && IsCollectionExpression(items.GetType()))
        {
            _list = list;
            _count = list.Count;
        }
        else
        {
            _enumerator = items.GetEnumerator();
        }
    }

    /// <summary>Begins before the first item.</summary>
    /// <param name="items">The items.</param>
    /// <exception cref="InvalidOperationException"><paramref name="items"/> was never made: it is the default value.</exception>
    public JsonItems(ImmutableArray<T> items)
    {
        _index = -1;
        if (items.IsDefault)
        {
            throw new InvalidOperationException("An ImmutableArray is its default value, which holds no array: send ImmutableArray<T>.Empty instead.");
        }

        _span = items.AsSpan();
        _count = _span.Length;
    }

    /// <summary>The item under the enumerator.</summary>
    public readonly T Current => _list is not null ? _list[_index] : _enumerator is null ? _span[_index] : _enumerator.Current;

    /// <summary>For <c>foreach</c>.</summary>
    /// <returns>Itself.</returns>
    public readonly JsonItems<T> GetEnumerator() => this;

    /// <summary>Goes to the next item.</summary>
    /// <returns>Whether there is one.</returns>
    public bool MoveNext() => _enumerator is null ? ++_index < _count : _enumerator.MoveNext();

    /// <summary>Ends the enumeration.</summary>
    public readonly void Dispose() => _enumerator?.Dispose();

    // [a, b] in an IReadOnlyList<T> is of a class such as <>z__ReadOnlyArray<T>: a list that cannot change, whose enumerator is allocated. No
    // user can give a class such a name.
    private static bool IsCollectionExpression(Type type)
    {
        if (type == s_compilers)
        {
            return true;
        }

        if (type == s_others)
        {
            return false;
        }

        if (type.Name.StartsWith("<>z__", StringComparison.Ordinal))
        {
            s_compilers = type;
            return true;
        }

        s_others = type;
        return false;
    }
}
