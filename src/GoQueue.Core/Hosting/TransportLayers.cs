using GoQueue.Batching;
using GoQueue.Pipeline;
using GoQueue.Priority;
using GoQueue.Transports;

namespace GoQueue.Hosting;

/// <summary>What stands between the publisher and its transport: the lanes, and the buffer of the ordinary one.</summary>
internal sealed class TransportLayers
{
    /// <summary>Whether urgent messages have a connection of their own.</summary>
    public bool Lanes { get; set; }

    /// <summary>Null = messages are sent at once.</summary>
    public (int Size, TimeSpan Interval)? Buffering { get; set; }

    /// <summary>Builds the layers, and says how the buffer is emptied.</summary>
    public IPublishTransport Build(PublisherSetup setup, PublisherSettings settings, Func<PublisherSetup, PublisherSettings, IPublishTransport> make, out BufferingTransport? buffer)
    {
        var rest = make(setup, settings);
        buffer = Buffering is { } buffering ? new BufferingTransport(rest, buffering.Size, buffering.Interval, settings.Time) : null;
        if (!Lanes)
        {
            return buffer ?? rest;
        }

        setup.Lane = "high";
        var high = make(setup, settings);
        setup.Lane = null;

        // What is urgent is not held back.
        return new LaneTransport(high, buffer ?? rest);
    }
}
