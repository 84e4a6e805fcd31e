using GoQueue.Generated.Json;
using GoQueue.Messages;

namespace GoQueue.Formats;

/// <summary>CloudEvents 1.0 in structured content mode, JSON event format: attributes and data in one object.</summary>
internal sealed class CloudEventsStructuredFormat : WireFormat
{
    public override MessageFormat Kind => MessageFormat.CloudEventsStructured;

    public override string Name => "CloudEvents structured";

    public override bool CarriesAnyContent => false;

    public override void WriteHeaders(in FormatSource source, OutgoingMessage message, in PayloadState payload)
    {
        message.ContentType = ContentTypes.CloudEventsJson;
        if (payload.IsEncrypted)
        {
            GoQueueMetadata.WriteIdentity(message, source.DataContentType);
        }

        WriteTransformationHeaders(message, payload);
    }

    public override void BeginBody(in FormatSource source, OutgoingMessage message)
    {
        var attributes = source.Text.GetCloudEvent(message, source.DataContentType);
        WriteAttributes(message, attributes, attributes.DataTail);
    }

    public override void EndBody(in FormatSource source, OutgoingMessage message) => message.Body.Write("}"u8);

    public override void WriteBody(in FormatSource source, OutgoingMessage message, in PayloadState payload, ReadOnlySpan<byte> data)
    {
        var attributes = source.Text.GetCloudEvent(message, source.DataContentType);
        WriteAttributes(message, attributes, payload.IsEncrypted ? attributes.EncryptedTail : attributes.Base64Tail);
        PayloadText.WriteBase64(message.Body, data);
        message.Body.Write("}"u8);
    }

    public override string? EncodingHeader(in PayloadState payload) => PayloadEncodings.InText(payload.Encoding);

    private static void WriteAttributes(OutgoingMessage message, CloudEventAttributes attributes, byte[] tail)
    {
        var body = message.Body;
        var json = new JsonSpanWriter(body, sizeHint: 512);
        json.WriteRaw(attributes.Head);
        json.WriteString(message.MessageId);
        json.WriteRaw(",\"time\":\""u8);
        json.Complete();
        PayloadText.WriteTime(body, message.Timestamp);
        body.Write(tail);
    }
}
