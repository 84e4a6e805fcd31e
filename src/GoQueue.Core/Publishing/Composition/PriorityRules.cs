namespace GoQueue.Publishing.Composition;

/// <summary>Decides how urgent a message is: call, then header, then event (settings, attribute), then action prefix; at last normal. Immutable.</summary>
internal sealed class PriorityRules
{
    /// <summary>The header that the Go library's guide reads, with the values high, normal and low.</summary>
    public const string Header = "priority";

    private readonly (string Prefix, EventPriority Priority)[] _prefixes;

    /// <param name="prefixes">What actions begin with; the longest match wins.</param>
    public PriorityRules(IEnumerable<KeyValuePair<string, EventPriority>> prefixes) =>
        _prefixes = [.. prefixes.Select(static pair => (pair.Key, pair.Value)).OrderByDescending(static pair => pair.Key.Length)];

    /// <summary>Of an event, where neither call nor header says anything.</summary>
    public EventPriority Of(EventPriority declared, string action)
    {
        if (declared != EventPriority.Unspecified)
        {
            return declared;
        }

        foreach (var (prefix, priority) in _prefixes)
        {
            if (action.StartsWith(prefix, StringComparison.Ordinal))
            {
                return priority;
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
