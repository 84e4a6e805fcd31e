using GoQueue.Delivery;
using GoQueue.Delivery.Operations;
using GoQueue.Publishing.Composition;
using GoQueue.Transports.Layers;

namespace GoQueue.Hosting;

/// <summary>What stands between the publisher and its transport: the connection of urgent messages, and the buffer of the others.</summary>
internal sealed class TransportLayers
{
    /// <summary>Null = messages are sent at once.</summary>
    public (int Size, TimeSpan Interval)? Buffering { get; set; }

    /// <summary>Builds the layers, and says how the buffer is emptied.</summary>
    public IPublishTransport Build(IPublishTransport transport, ResolvedPublisherOptions settings, out BufferingTransport? buffer)
    {
        if (Buffering is { } held && held.Interval >= settings.PublishTimeout)
        {
            throw new GoQueueConfigurationException(
                $"UseBuffering holds messages back for up to {PublishFailures.Span(held.Interval)}, and GoQueueOptions.PublishTimeout ends each publish after {PublishFailures.Span(settings.PublishTimeout)}: choose a shorter flush interval or a longer PublishTimeout.");
        }

        buffer = Buffering is { } buffering ? new BufferingTransport(transport, buffering.Size, buffering.Interval, settings.Time) : null;
        IPublishTransport rest = buffer ?? transport;

        // What is urgent is not held back.
        return transport.CreateHighPriority is { } makeHigh ? new PriorityTransport(rest, makeHigh) : rest;
    }
}
