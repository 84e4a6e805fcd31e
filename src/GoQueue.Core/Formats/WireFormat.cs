using GoQueue.Pipeline;
using GoQueue.Transports;

namespace GoQueue.Formats;

/// <summary>
/// How a message's metadata and data become headers and a body. The data is written between <see cref="BeginBody"/> and
/// <see cref="EndBody"/>, straight into the body's buffer. Thread-safe.
/// </summary>
internal abstract class WireFormat
{
    public abstract string Name { get; }

    public abstract string ContentType { get; }

    /// <summary>Adds the format's own headers; the user's are there already.</summary>
    public abstract void WriteHeaders(PublishContext context, OutgoingMessage message);

    public abstract void BeginBody(PublishContext context, OutgoingMessage message);

    public abstract void EndBody(PublishContext context, OutgoingMessage message);
}
