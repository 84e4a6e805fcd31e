namespace GoQueue.Pipeline;

/// <summary>
/// Which messages a middleware sees: <c>Use&lt;AuditMiddleware&gt;(m =&gt; m.For&lt;UserCreated&gt;())</c>. Without any call: all. Settled once per event, so
/// that a middleware costs other events nothing. Not thread-safe.
/// </summary>
public sealed class MiddlewareScope
{
    private readonly HashSet<EventDescriptor> _events = new(ReferenceEqualityComparer.Instance);
    private bool _untyped;

    internal MiddlewareScope()
    {
    }

    internal bool IsEverything => _events.Count == 0 && !_untyped;

    /// <summary>Also this event.</summary>
    /// <typeparam name="T">The event.</typeparam>
    /// <returns>This scope.</returns>
    public MiddlewareScope For<T>()
        where T : IGoQueueEvent<T>
    {
        _events.Add(T.Descriptor);
        return this;
    }

    /// <summary>Also untyped messages.</summary>
    /// <returns>This scope.</returns>
    public MiddlewareScope ForUntyped()
    {
        _untyped = true;
        return this;
    }

    internal static MiddlewareScope Of(Action<MiddlewareScope>? configure)
    {
        var scope = new MiddlewareScope();
        configure?.Invoke(scope);
        return scope;
    }

    /// <summary>Whether it speaks of an event; null = of untyped messages.</summary>
    internal bool Covers(EventDescriptor? @event) => IsEverything || (@event is null ? _untyped : _events.Contains(@event));

    /// <summary>For people: <c>UserCreated, untyped messages</c>.</summary>
    public override string ToString() => IsEverything
        ? "all messages"
        : string.Join(", ", _events.Select(static one => one.Name).Order(StringComparer.Ordinal).Concat(_untyped ? ["untyped messages"] : []));
}
