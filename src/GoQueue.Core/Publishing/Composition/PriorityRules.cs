namespace GoQueue.Publishing.Composition;

/// <summary>Decides how urgent a message is: call, then header, then event (settings, attribute), then action prefix; at last normal. Immutable.</summary>
internal sealed class PriorityRules
{
    /// <summary>The header that the Go library's guide reads, with the values high, normal and low.</summary>
    public const string Header = "priority";

    // The longest first, and the priority of each at its place.
    private readonly string[] _prefixes;
    private readonly EventPriority[] _priorities;

    /// <param name="prefixes">What actions begin with; the longest match wins.</param>
    public PriorityRules(IDictionary<string, EventPriority> prefixes)
    {
        _prefixes = [.. prefixes.Keys];
        Array.Sort(_prefixes, static (one, other) => other.Length - one.Length);
        _priorities = new EventPriority[_prefixes.Length];
        for (var i = 0; i < _prefixes.Length; i++)
        {
            _priorities[i] = prefixes[_prefixes[i]];
        }
    }

    /// <summary>Of an event, where neither call nor header says anything.</summary>
    public EventPriority Of(EventPriority declared, string action)
    {
        if (declared != EventPriority.Unspecified)
        {
            return declared;
        }

        for (var i = 0; i < _prefixes.Length; i++)
        {
            if (action.StartsWith(_prefixes[i], StringComparison.Ordinal))
            {
                return _priorities[i];
            }
        }

        return EventPriority.Normal;
    }

    /// <summary>Of one message. A header with another value than the three is somebody's own, and says nothing here.</summary>
    public static EventPriority Of(PublishOptions? options, MessageHeaders headers, EventPriority planned)
    {
        if (options is { Priority: not EventPriority.Unspecified })
        {
            return options.Priority;
        }

        if (headers.Count == 0 || !headers.TryGetValue(Header, out var value) || value is not string text)
        {
            return planned;
        }

        return text switch
        {
            _ when text.Equals("high", StringComparison.OrdinalIgnoreCase) => EventPriority.High,
            _ when text.Equals("normal", StringComparison.OrdinalIgnoreCase) => EventPriority.Normal,
            _ when text.Equals("low", StringComparison.OrdinalIgnoreCase) => EventPriority.Low,
            _ => planned,
        };
    }
}
