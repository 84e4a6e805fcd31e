using GoQueue.Messages;

namespace GoQueue.Formats;

/// <summary>
/// How a message's metadata and data become properties, headers and a body. Data that was neither compressed nor encrypted is written
/// between <see cref="BeginBody"/> and <see cref="EndBody"/>, straight into the body's buffer; other data comes whole, to
/// <see cref="WriteBody"/>. Thread-safe.
/// </summary>
internal abstract class WireFormat
{
    public abstract MessageFormat Kind { get; }

    public abstract string Name { get; }

    /// <summary>Whether the data may be something other than JSON.</summary>
    public abstract bool CarriesAnyContent { get; }

    /// <summary>Sets content-type and content-encoding and adds the format's own headers; the user's are there already.</summary>
    public abstract void WriteHeaders(in FormatSource source, OutgoingMessage message, in PayloadState payload);

    public abstract void BeginBody(in FormatSource source, OutgoingMessage message);

    public abstract void EndBody(in FormatSource source, OutgoingMessage message);

    /// <summary>Writes the whole body around data that is no longer what the event's serializer wrote.</summary>
    public abstract void WriteBody(in FormatSource source, OutgoingMessage message, in PayloadState payload, ReadOnlySpan<byte> data);

    /// <summary>The text of the header <c>encoding</c>; <see langword="null"/> where AMQP's content-encoding says it.</summary>
    public abstract string? EncodingHeader(in PayloadState payload);

    /// <summary>The headers that undo a transformation, the same in all formats.</summary>
    protected void WriteTransformationHeaders(OutgoingMessage message, in PayloadState payload)
    {
        var headers = message.Headers;
        if (payload.Encoding is not null)
        {
            if (EncodingHeader(payload) is { } encoding)
            {
                headers.Append(GoQueueHeaders.Encoding, encoding);
            }

            headers.Append(GoQueueHeaders.OriginalSize, payload.OriginalSize);
        }

        if (payload.IsEncrypted)
        {
            headers.Append(GoQueueHeaders.Encrypted, GoQueueHeaders.True);
            headers.Append(GoQueueHeaders.Algorithm, GoQueueHeaders.Aes256Gcm);
            headers.Append(GoQueueHeaders.KeyId, payload.KeyId);
        }
    }
}
