using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace GoQueue;

/// <summary>
/// The headers of one publish: <c>new PublishOptions { Headers = { ["tenant"] = "acme" } }</c>. Values are what AMQP can
/// carry: string, bool, integers, float, double, decimal, byte[], lists and dictionaries of these. Two instances are equal
/// if they hold equal headers. A publish copies them when it is called: later changes do not reach it. Not thread-safe
/// while it is changed.
/// </summary>
public sealed class PublishHeaders : IReadOnlyCollection<KeyValuePair<string, object?>>, IEquatable<PublishHeaders>
{
    private readonly Dictionary<string, object?> _headers;

    /// <summary>Makes an empty collection.</summary>
    public PublishHeaders() => _headers = new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>Copies headers.</summary>
    /// <param name="headers">The headers.</param>
    /// <exception cref="ArgumentNullException"><paramref name="headers"/> is null.</exception>
    /// <exception cref="ArgumentException">A name occurs twice, or is null.</exception>
    public PublishHeaders(IEnumerable<KeyValuePair<string, object?>> headers) => _headers = new Dictionary<string, object?>(headers, StringComparer.Ordinal);

    /// <summary>The number of headers.</summary>
    public int Count => _headers.Count;

    /// <summary>The value of one header. Setting it replaces an earlier value.</summary>
    /// <param name="name">The header's name, at most 255 bytes of UTF-8. Compared by ordinal.</param>
    /// <exception cref="KeyNotFoundException">There is no such header (reading only).</exception>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public object? this[string name]
    {
        get => _headers[name];
        set => _headers[name] = value;
    }

    /// <summary>Copies a dictionary. Null stays null.</summary>
    /// <param name="headers">The headers.</param>
    [return: NotNullIfNotNull(nameof(headers))]
    public static implicit operator PublishHeaders?(Dictionary<string, object?>? headers) => headers is null ? null : new PublishHeaders(headers);

    /// <summary>Adds a header.</summary>
    /// <param name="name">The header's name, at most 255 bytes of UTF-8.</param>
    /// <param name="value">The header's value.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentException">There is a header of this name.</exception>
    public void Add(string name, object? value) => _headers.Add(name, value);

    /// <summary>Finds a header.</summary>
    /// <param name="name">The header's name.</param>
    /// <param name="value">The header's value, or <see langword="null"/>.</param>
    /// <returns>Whether there is such a header.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public bool TryGetValue(string name, out object? value) => _headers.TryGetValue(name, out value);

    /// <inheritdoc/>
    public bool Equals(PublishHeaders? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other is null || other.Count != Count)
        {
            return false;
        }

        foreach (var (name, value) in _headers)
        {
            if (!other._headers.TryGetValue(name, out var own) || !HeaderValues.AreEqual(value, own))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PublishHeaders);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        // The names alone, in any order: values of collections have no hash of their content.
        var hash = 0;
        foreach (var name in _headers.Keys)
        {
            hash ^= StringComparer.Ordinal.GetHashCode(name);
        }

        return hash;
    }

    /// <summary>Enumerates the headers.</summary>
    /// <returns>An enumerator over names and values.</returns>
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _headers.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The names only: values may be confidential.</summary>
    /// <returns>The names, separated by commas.</returns>
    public override string ToString() => string.Join(", ", _headers.Keys);

    /// <summary>The headers without an enumerator on the heap.</summary>
    internal Dictionary<string, object?> Entries => _headers;

    internal PublishHeaders Copy() => new(_headers);
}
