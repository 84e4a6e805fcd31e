using System.Buffers;

namespace GoQueue.Formats;

/// <summary>
/// Writes and reads events as something other than JSON, for one content type. Such data travels in the formats <see cref="MessageFormat.Raw"/> and
/// <see cref="MessageFormat.CloudEventsBinary"/> only. Implementations must be thread-safe, and free of reflection where Native AOT matters.
/// </summary>
public interface IPayloadSerializer
{
    /// <summary>The media type that it writes and reads: <c>application/vnd.msgpack</c>.</summary>
    string ContentType { get; }

    /// <summary>Writes one event. What it throws reaches the caller inside an <see cref="EventSerializationException"/>.</summary>
    /// <typeparam name="T">The event.</typeparam>
    /// <param name="message">The event, not null.</param>
    /// <param name="output">Takes the bytes.</param>
    void Serialize<T>(T message, IBufferWriter<byte> output)
        where T : IGoQueueEvent<T>;

    /// <summary>Reads one event. What it throws reaches the caller as a <see cref="MessageReadException"/>.</summary>
    /// <typeparam name="T">The event.</typeparam>
    /// <param name="data">The bytes; not valid after the call.</param>
    /// <returns>The event.</returns>
    T Deserialize<T>(ReadOnlyMemory<byte> data)
        where T : IGoQueueEvent<T>;
}
