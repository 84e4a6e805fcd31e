using System.Text.Json;
using GoQueue.Generated.Json;
using GoQueue.Messages;

namespace GoQueue.Formats;

/// <summary>
/// The Go library's envelope, the default: <c>{"id":…,"action":…,"topic":…,"data":{…},"timestamp":…}</c> with <c>goqueue-*</c> headers. Consumers written
/// with the Go library read it.
/// </summary>
internal sealed class GoQueueEnvelopeFormat : WireFormat
{
    private readonly GoQueueMetadata _metadata = new();

    public override MessageFormat Kind => MessageFormat.GoQueueEnvelope;

    public override string Name => "GoQueue envelope";

    public override bool CarriesAnyContent => false;

    public override void WriteHeaders(in FormatSource source, OutgoingMessage message, in PayloadState payload)
    {
        message.ContentType = ContentTypes.Json;
        _metadata.Write(message, source.DataContentType);
        WriteTransformationHeaders(message, payload);
    }

    public override void BeginBody(in FormatSource source, OutgoingMessage message)
    {
        var text = source.Text;
        var json = new JsonSpanWriter(message.Body, sizeHint: 512);
        json.WriteRaw("{\"id\":"u8);
        json.WriteString(message.MessageId);
        json.WriteRaw(",\"action\":"u8);
        WriteName(ref json, message.RoutingKey, text.Action, text.EnvelopeAction);
        json.WriteRaw(",\"topic\":"u8);
        WriteName(ref json, message.Topic, text.Topic, text.EnvelopeTopic);
        json.WriteRaw(",\"data\":"u8);
        json.Complete();
    }

    public override void EndBody(in FormatSource source, OutgoingMessage message)
    {
        var body = message.Body;
        body.Write(",\"timestamp\":\""u8);
        PayloadText.WriteTime(body, message.Timestamp);
        body.Write("\"}"u8);
    }

    public override void WriteBody(in FormatSource source, OutgoingMessage message, in PayloadState payload, ReadOnlySpan<byte> data)
    {
        BeginBody(source, message);
        PayloadText.WriteBase64(message.Body, data);
        EndBody(source, message);
    }

    public override string? EncodingHeader(in PayloadState payload) => PayloadEncodings.InText(payload.Encoding);

    /// <summary>The declared name is encoded once per event; another one (a rendered key, an overridden exchange) as it comes.</summary>
    private static void WriteName(ref JsonSpanWriter json, string name, string declared, JsonEncodedText encoded)
    {
        if (ReferenceEquals(name, declared))
        {
            json.WriteRaw("\""u8);
            json.WriteRaw(encoded.EncodedUtf8Bytes);
            json.WriteRaw("\""u8);
        }
        else
        {
            json.WriteString(name);
        }
    }
}
