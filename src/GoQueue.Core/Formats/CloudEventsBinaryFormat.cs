using System.Globalization;
using GoQueue.Messages;

namespace GoQueue.Formats;

/// <summary>
/// CloudEvents 1.0 in binary content mode. There is no binding for AMQP 0-9-1: the headers follow the prefix that the AMQP 1.0 binding
/// prefers, which is also what other RabbitMQ clients send.
/// </summary>
internal sealed class CloudEventsBinaryFormat : WireFormat
{
    public const string SpecVersion = GoQueueHeaders.CloudEventsPrefix + "specversion";
    public const string Id = GoQueueHeaders.CloudEventsPrefix + "id";
    public const string Source = GoQueueHeaders.CloudEventsPrefix + "source";
    public const string Type = GoQueueHeaders.CloudEventsPrefix + "type";
    public const string Time = GoQueueHeaders.CloudEventsPrefix + "time";
    public const string DataSchema = GoQueueHeaders.CloudEventsPrefix + "dataschema";
    public const string Subject = GoQueueHeaders.CloudEventsPrefix + "subject";

    public override MessageFormat Kind => MessageFormat.CloudEventsBinary;

    public override string Name => "CloudEvents binary";

    public override bool CarriesAnyContent => true;

    public override void WriteHeaders(in FormatSource source, OutgoingMessage message, in PayloadState payload)
    {
        var dataContentType = source.DataContentType;
        message.ContentType = payload.IsEncrypted ? ContentTypes.OctetStream : dataContentType;
        message.ContentEncoding = payload.IsEncrypted ? null : payload.Encoding;
        var attributes = source.Text.GetCloudEvent(message, dataContentType);
        var headers = message.Headers;
        headers.Append(SpecVersion, "1.0");
        headers.Append(Id, message.MessageId);
        headers.Append(Source, attributes.Source);
        headers.Append(Type, attributes.Type);
        headers.Append(Time, message.Timestamp.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        headers.Append(DataSchema, attributes.DataSchema);
        if (message.RoutingKey.Length > 0)
        {
            // An attribute is absent or a text that is not empty (CloudEvents 1.0, "subject").
            headers.Append(Subject, message.RoutingKey);
        }

        if (payload.IsEncrypted)
        {
            GoQueueMetadata.WriteIdentity(message, dataContentType);
        }

        WriteTransformationHeaders(message, payload);
    }

    public override void BeginBody(in FormatSource source, OutgoingMessage message)
    {
    }

    public override void EndBody(in FormatSource source, OutgoingMessage message)
    {
    }

    public override void WriteBody(in FormatSource source, OutgoingMessage message, in PayloadState payload, ReadOnlySpan<byte> data) => message.Body.Write(data);

    public override string? EncodingHeader(in PayloadState payload) => payload.IsEncrypted ? payload.Encoding : null;
}
