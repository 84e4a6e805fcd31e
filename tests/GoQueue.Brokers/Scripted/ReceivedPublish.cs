namespace GoQueue.Brokers.Scripted;

/// <summary>
/// A message that the scripted broker received, and the answers to it. Answers are put in order of calls into the connection's
/// output; they may be given from any thread, at any time, more than once, or never. Those to a dead connection vanish.
/// </summary>
public sealed class ReceivedPublish
{
    private readonly byte[] _header;
    private AmqpProperties? _properties;

    internal ReceivedPublish(ScriptedChannel channel, ulong tag, long index, string exchange, string routingKey, bool mandatory, byte[] header, byte[] body)
    {
        Channel = channel;
        Tag = tag;
        Index = index;
        Exchange = exchange;
        RoutingKey = routingKey;
        Mandatory = mandatory;
        _header = header;
        Body = body;
    }

    /// <summary>The channel it came through.</summary>
    public ScriptedChannel Channel { get; }

    /// <summary>Its connection.</summary>
    public ScriptedConnection Connection => Channel.Connection;

    /// <summary>Its sequence number on the channel, from 1; 0 when the channel does not confirm.</summary>
    public ulong Tag { get; }

    /// <summary>Its number among all that the broker received, from 0.</summary>
    public long Index { get; }

    /// <summary>The exchange.</summary>
    public string Exchange { get; }

    /// <summary>The routing key.</summary>
    public string RoutingKey { get; }

    /// <summary>Whether the publisher wants it back when no queue takes it.</summary>
    public bool Mandatory { get; }

    /// <summary>The properties.</summary>
    public AmqpProperties Properties => _properties ??= AmqpProperties.Read(_header);

    /// <summary>The id in the properties; empty when absent.</summary>
    public string MessageId => Properties.MessageId ?? "";

    /// <summary>The body.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>Confirms it, with <paramref name="multiple"/> also all before it.</summary>
    public void Ack(bool multiple = false) => Channel.Ack(Tag, multiple);

    /// <summary>Refuses it, with <paramref name="multiple"/> also all before it.</summary>
    public void Nack(bool multiple = false) => Channel.Nack(Tag, multiple);

    /// <summary>Sends it back as unroutable. RabbitMQ confirms it afterwards; this does not.</summary>
    public void Return(int code = 312, string text = "NO_ROUTE") =>
        Connection.Send(AmqpFrames.Return(Channel.Number, code, text, Exchange, RoutingKey, _header, Body.Span, Connection.FrameMax));

    /// <summary>Sends it back as unroutable and confirms it, as RabbitMQ does.</summary>
    public void ReturnAndAck()
    {
        Return();
        Ack();
    }

    /// <inheritdoc/>
    public override string ToString() => $"#{Index} {MessageId} to '{Exchange}'/'{RoutingKey}', tag {Tag} of channel {Channel.Number}";
}
