using System.Globalization;
using GoQueue.Formats.Reading;

namespace GoQueue.Formats.Dispatching;

/// <summary>The handler of one event. Immutable.</summary>
internal abstract class DispatchHandler<TState>
{
    protected DispatchHandler(EventDescriptor descriptor)
    {
        Descriptor = descriptor;
        Major = MajorOf(descriptor.Version) ?? 0;
    }

    public EventDescriptor Descriptor { get; }

    public int Major { get; }

    /// <summary>The major version in <c>1.2</c>; null if there is none.</summary>
    public static int? MajorOf(string? version)
    {
        if (version is null)
        {
            return null;
        }

        var point = version.IndexOf('.', StringComparison.Ordinal);
        return int.TryParse(version.AsSpan(0, point < 0 ? version.Length : point), NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : null;
    }

    /// <summary>Reads the message as this event, and handles it. Only the reading is caught.</summary>
    public abstract ValueTask<DispatchResult> HandleAsync(MessageReader reader, MessageParts parts, TState state, CancellationToken cancellationToken);
}
