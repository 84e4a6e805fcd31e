namespace GoQueue;

/// <summary>
/// The headers of options, made when they are first asked for. None and no headers are equal, so that the equality which
/// the compiler writes for <see cref="PublishOptions"/> holds.
/// </summary>
internal struct HeaderSlot(PublishHeaders? headers) : IEquatable<HeaderSlot>
{
    private PublishHeaders? _headers = headers;

    /// <summary>The headers, if there are any.</summary>
    public readonly PublishHeaders? Existing => _headers;

    public PublishHeaders GetOrCreate()
    {
        if (_headers is { } existing)
        {
            return existing;
        }

        // Two threads may ask the same options: both get the first one's instance.
        var made = new PublishHeaders();
        return Interlocked.CompareExchange(ref _headers, made, null) ?? made;
    }

    public readonly HeaderSlot Copy() => new(_headers?.Copy());

    public readonly bool Equals(HeaderSlot other) =>
        _headers is null or { Count: 0 } ? other._headers is null or { Count: 0 } : _headers.Equals(other._headers);

    public override readonly bool Equals(object? obj) => obj is HeaderSlot other && Equals(other);

    public override readonly int GetHashCode() => _headers?.GetHashCode() ?? 0;
}
