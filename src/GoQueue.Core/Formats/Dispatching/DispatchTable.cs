using GoQueue.Formats.Reading;

namespace GoQueue.Formats.Dispatching;

/// <summary>Finds the handler of a message. Immutable.</summary>
internal sealed class DispatchTable<TState>
{
    // An event without a topic is published to whatever exchange its publisher has: it stands under the empty name.
    private const string AnyTopic = "";

    private readonly Dictionary<(string Topic, string Action, int Major), DispatchHandler<TState>> _byVersion = [];
    private readonly Dictionary<(string Topic, string Action), DispatchHandler<TState>?> _only = [];
    private readonly DispatchHandler<TState>[] _handlers;

    public DispatchTable(IReadOnlyList<DispatchHandler<TState>> handlers)
    {
        _handlers = [.. handlers];
        foreach (var handler in handlers)
        {
            var descriptor = handler.Descriptor;
            var (topic, action) = (descriptor.Topic ?? AnyTopic, descriptor.Action);
            if (!_byVersion.TryAdd((topic, action, handler.Major), handler))
            {
                throw new GoQueueConfigurationException(
                    $"The dispatcher has two handlers of {descriptor.Topic ?? "any topic"}/{action} in version {handler.Major}: {_byVersion[(topic, action, handler.Major)].Descriptor.Name} and {descriptor.Name}. Keep one.");
            }

            _only[(topic, action)] = _only.ContainsKey((topic, action)) ? null : handler;
        }
    }

    /// <summary>The handler of a message, or null.</summary>
    public DispatchHandler<TState>? Find(MessageParts parts)
    {
        var metadata = parts.Metadata;
        var major = DispatchHandler<TState>.MajorOf(metadata.Version) ?? EventIdentity.MajorOfType(metadata.EventType);
        return Find(metadata.Topic, metadata.Action, major)
            ?? Find(AnyTopic, metadata.Action, major)
            ?? (parts.DeclaresIdentity || parts.IsEncrypted ? null : FindByRoute(parts, major));
    }

    private DispatchHandler<TState>? Find(string topic, string action, int? major) =>
        major is { } known ? _byVersion.GetValueOrDefault((topic, action, known)) : _only.GetValueOrDefault((topic, action));

    // A message that declares nothing: the type of a CloudEvent, or a routing key that an action's template may have rendered. The first handler
    // that fits, unless only the version, which is not known, tells it from another.
    private DispatchHandler<TState>? FindByRoute(MessageParts parts, int? major)
    {
        DispatchHandler<TState>? found = null;
        foreach (var handler in _handlers)
        {
            if ((major is not null && handler.Major != major) || !EventIdentity.Matches(parts, handler.Descriptor))
            {
                continue;
            }

            if (found is null)
            {
                found = handler;
            }
            else if (handler.Descriptor.Action == found.Descriptor.Action && handler.Descriptor.Topic == found.Descriptor.Topic)
            {
                return null;
            }
        }

        return found;
    }
}
