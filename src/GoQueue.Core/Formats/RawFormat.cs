using GoQueue.Messages;

namespace GoQueue.Formats;

/// <summary>The body is the data and nothing else; metadata lies in AMQP properties and <c>goqueue-*</c> headers.</summary>
internal sealed class RawFormat : WireFormat
{
    private readonly GoQueueMetadata _metadata = new();

    public override MessageFormat Kind => MessageFormat.Raw;

    public override string Name => "raw";

    public override bool CarriesAnyContent => true;

    public override void WriteHeaders(in FormatSource source, OutgoingMessage message, in PayloadState payload)
    {
        var dataContentType = source.DataContentType;
        message.ContentType = payload.IsEncrypted ? ContentTypes.OctetStream : dataContentType;
        message.ContentEncoding = payload.IsEncrypted ? null : payload.Encoding;
        _metadata.Write(message, dataContentType);
        message.Headers.Append(GoQueueHeaders.Format, GoQueueHeaders.RawFormat);
        WriteTransformationHeaders(message, payload);
    }

    public override void BeginBody(in FormatSource source, OutgoingMessage message)
    {
    }

    public override void EndBody(in FormatSource source, OutgoingMessage message)
    {
    }

    public override void WriteBody(in FormatSource source, OutgoingMessage message, in PayloadState payload, ReadOnlySpan<byte> data) => message.Body.Write(data);

    // Under encryption the property would lie about the body: it is not gzip but ciphertext.
    public override string? EncodingHeader(in PayloadState payload) => payload.IsEncrypted ? payload.Encoding : null;
}
