namespace GoQueue.Brokers.Scripted;

/// <summary>The exact bytes of what a broker sends. Everything that <see cref="ScriptedConnection"/> sends is made here; a test can also take these bytes and spoil them.</summary>
public static class AmqpFrames
{
    /// <summary>The frame with no content that keeps a connection alive.</summary>
    public static byte[] Heartbeat() => Frame(8, 0, []);

    /// <summary>A frame: type, channel, length, payload, end mark.</summary>
    /// <param name="type">1 method, 2 header, 3 body, 8 heartbeat.</param>
    /// <param name="channel">0 for the connection.</param>
    /// <param name="payload">The content.</param>
    public static byte[] Frame(byte type, int channel, ReadOnlySpan<byte> payload) =>
        new AmqpWriter().Octet(type).Short(channel).Long(payload.Length).Bytes(payload).Octet(0xCE).ToArray();

    /// <summary>A method frame.</summary>
    public static byte[] Method(AmqpMethod method, int channel, Action<AmqpWriter>? arguments = null)
    {
        AmqpWriter payload = new AmqpWriter().Long((int)method);
        arguments?.Invoke(payload);
        return Frame(1, channel, payload.ToArray());
    }

    /// <summary>The greeting of a broker that claims to be RabbitMQ.</summary>
    public static byte[] Start(string mechanisms = "PLAIN AMQPLAIN") => Method(AmqpMethod.ConnectionStart, 0, writer => writer
        .Octet(0)
        .Octet(9)
        .Table(new Dictionary<string, object>
        {
            ["product"] = "RabbitMQ",
            ["version"] = "3.10.8",
            ["platform"] = "GoQueue.Brokers scripted broker",
            ["capabilities"] = new Dictionary<string, object>
            {
                ["publisher_confirms"] = true,
                ["exchange_exchange_bindings"] = true,
                ["basic.nack"] = true,
                ["consumer_cancel_notify"] = true,
                ["connection.blocked"] = true,
                ["consumer_priorities"] = true,
                ["authentication_failure_close"] = true,
                ["per_consumer_qos"] = true,
                ["direct_reply_to"] = true,
            },
        })
        .LongText(mechanisms)
        .LongText("en_US"));

    /// <summary>The broker's limits.</summary>
    public static byte[] Tune(int channelMax, int frameMax, int heartbeatSeconds) =>
        Method(AmqpMethod.ConnectionTune, 0, writer => writer.Short(channelMax).Long(frameMax).Short(heartbeatSeconds));

    /// <summary>The broker took the message with this tag, or all up to it; 0 with multiple means all.</summary>
    public static byte[] Ack(int channel, ulong tag, bool multiple = false) =>
        Method(AmqpMethod.BasicAck, channel, writer => writer.LongLong(tag).Octet(multiple ? (byte)1 : (byte)0));

    /// <summary>The broker refused the message with this tag, or all up to it.</summary>
    public static byte[] Nack(int channel, ulong tag, bool multiple = false) =>
        Method(AmqpMethod.BasicNack, channel, writer => writer.LongLong(tag).Octet(multiple ? (byte)1 : (byte)0));

    /// <summary>A mandatory message comes back: method, header and body frames.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="code">The reply code, 312 (NO_ROUTE) in RabbitMQ.</param>
    /// <param name="text">The reply text.</param>
    /// <param name="exchange">The message's exchange.</param>
    /// <param name="routingKey">The message's routing key.</param>
    /// <param name="header">The payload of the message's header frame.</param>
    /// <param name="body">The message's body.</param>
    /// <param name="frameMax">The longest frame that the client agreed to.</param>
    public static byte[] Return(int channel, int code, string text, string exchange, string routingKey, ReadOnlySpan<byte> header, ReadOnlySpan<byte> body, int frameMax)
    {
        var frames = new AmqpWriter();
        frames.Bytes(Method(AmqpMethod.BasicReturn, channel, writer => writer.Short(code).ShortText(text).ShortText(exchange).ShortText(routingKey)));
        frames.Bytes(Frame(2, channel, header));
        while (!body.IsEmpty)
        {
            int length = Math.Min(body.Length, frameMax - 8);
            frames.Bytes(Frame(3, channel, body[..length]));
            body = body[length..];
        }

        return frames.ToArray();
    }

    /// <summary>The broker ends a channel.</summary>
    public static byte[] ChannelClose(int channel, int code, string text, AmqpMethod? cause = null) =>
        Method(AmqpMethod.ChannelClose, channel, writer => writer.Short(code).ShortText(text).Long((int)(cause ?? 0)));

    /// <summary>The broker ends the connection.</summary>
    public static byte[] ConnectionClose(int code, string text, AmqpMethod? cause = null) =>
        Method(AmqpMethod.ConnectionClose, 0, writer => writer.Short(code).ShortText(text).Long((int)(cause ?? 0)));

    /// <summary>The broker reads no more for the time being.</summary>
    public static byte[] Blocked(string reason) => Method(AmqpMethod.ConnectionBlocked, 0, writer => writer.ShortText(reason));

    /// <summary>The broker reads again.</summary>
    public static byte[] Unblocked() => Method(AmqpMethod.ConnectionUnblocked, 0);
}
