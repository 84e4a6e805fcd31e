using System.Diagnostics.CodeAnalysis;
using GoQueue.RabbitMQ.Confirms;
using GoQueue.Transports;
using RabbitMQ.Client;

namespace GoQueue.RabbitMQ.Channels;

/// <summary>
/// One message's AMQP properties, used again for each message of a channel: the client has encoded them when its publish method returns,
/// and a channel has one writer.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "The table is its own enumerator, and an enumerator is disposable by its interface only.")]
internal sealed class MessageProperties
{
    private readonly HeaderTable _headers = new();
    private readonly BasicProperties _properties;

    // With Headers null the client would make a dictionary per message.
    public MessageProperties() => _properties = new BasicProperties { Headers = _headers };

    public BasicProperties Of(OutgoingMessage message, bool immediate)
    {
        _headers.Show(message.Headers);
        _properties.ContentType = message.ContentType;
        _properties.ContentEncoding = message.ContentEncoding;

        // Absent means transient: always said.
        _properties.DeliveryMode = message.Persistent ? DeliveryModes.Persistent : DeliveryModes.Transient;
        _properties.Priority = message.Priority;
        _properties.CorrelationId = message.CorrelationId;
        _properties.ReplyTo = message.ReplyTo;
        _properties.Expiration = immediate ? "0" : message.Expiration;
        _properties.MessageId = message.MessageId;
        _properties.Timestamp = new AmqpTimestamp(message.Timestamp.ToUnixTimeSeconds());
        _properties.Type = message.Type;
        _properties.AppId = message.AppId;
        _properties.ClusterId = ReturnedMessage.MarkOf(message);
        return _properties;
    }

    /// <summary>How many bytes the properties take, exactly as the client encodes them.</summary>
    public static int EncodedLength(BasicProperties properties) => ((IAmqpWriteable)properties).GetRequiredBufferSize();
}
