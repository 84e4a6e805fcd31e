using GoQueue.Delivery;
using GoQueue.Publishing.Composition;

namespace GoQueue.Hosting;

/// <summary>
/// Where a container holds one, every publisher of it uses this transport and the chosen one is never made: a test needs neither a broker nor its connection string.
/// </summary>
internal interface ITransportReplacement
{
    IPublishTransport Make(PublisherSetup setup, ResolvedPublisherOptions settings);
}
