using System.Buffers.Text;
using System.Text.Json;
using GoQueue.Generated.Json;
using GoQueue.Transports;

namespace GoQueue.Formats;

/// <summary>
/// The Go library's envelope, the default: <c>{"id":…,"action":…,"topic":…,"data":{…},"timestamp":…}</c> with <c>goqueue-*</c> headers. Consumers written
/// with the Go library read it.
/// </summary>
internal sealed class GoQueueEnvelopeFormat : WireFormat
{
    // A Go consumer counts its own retries in this header and dead-letters above its maximum: ours never show there.
    private static readonly object s_noRetries = 0;

    private readonly TimestampText _seconds = new();

    public override string Name => "GoQueue envelope";

    public override string ContentType => "application/json";

    public override void WriteHeaders(PublishContext context, OutgoingMessage message)
    {
        var headers = message.Headers;
        headers.Append(GoQueueHeaders.AppId, message.AppId);
        headers.Append(GoQueueHeaders.MessageId, message.MessageId);
        headers.Append(GoQueueHeaders.PublishedTimestamp, _seconds.Of(message.Timestamp));
        headers.Append(GoQueueHeaders.RetryCount, s_noRetries);
        headers.Append(GoQueueHeaders.ContentType, message.ContentType);
        headers.Append(GoQueueHeaders.QueueServiceAgent, GoQueueHeaders.RabbitMqAgent);
        headers.Append(GoQueueHeaders.SchemaVersion, message.Version);
        headers.Append(GoQueueHeaders.Topic, message.Topic);
        headers.Append(GoQueueHeaders.Action, message.Action);
    }

    public override void BeginBody(PublishContext context, OutgoingMessage message)
    {
        var plan = context.Plan;
        var json = new JsonSpanWriter(message.Body, sizeHint: 512);
        json.WriteRaw("{\"id\":"u8);
        json.WriteString(message.MessageId);
        json.WriteRaw(",\"action\":"u8);
        WriteName(ref json, message.RoutingKey, plan.Action, plan.EnvelopeAction);
        json.WriteRaw(",\"topic\":"u8);
        WriteName(ref json, message.Topic, plan.Topic, plan.EnvelopeTopic);
        json.WriteRaw(",\"data\":"u8);
        json.Complete();
    }

    public override void EndBody(PublishContext context, OutgoingMessage message)
    {
        var body = message.Body;
        body.Write(",\"timestamp\":\""u8);
        Utf8Formatter.TryFormat(message.Timestamp.UtcDateTime, body.GetSpan(32), out var written, 'O');
        body.Advance(written);
        body.Write("\"}"u8);
    }

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
