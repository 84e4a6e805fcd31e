namespace GoQueue.Brokers.Scripted;

/// <summary>A channel that a client opened. Thread-safe.</summary>
public sealed class ScriptedChannel
{
    internal ScriptedChannel(ScriptedConnection connection, int number)
    {
        Connection = connection;
        Number = number;
    }

    /// <summary>Its connection.</summary>
    public ScriptedConnection Connection { get; }

    /// <summary>Its number, from 1. A number is used again after a close: then by another object.</summary>
    public int Number { get; }

    /// <summary>Whether the client switched confirms on.</summary>
    public bool Confirms { get; internal set; }

    /// <summary>How many messages came through it while it confirms: the highest tag.</summary>
    public ulong Published { get; internal set; }

    /// <summary>Whether the broker sent channel.close and waits for the client's answer; until then it drops what comes.</summary>
    public bool IsClosing { get; internal set; }

    /// <summary>Whether the client closed it. A broker says nothing on such a channel any more: the client would take the connection for broken.</summary>
    public bool IsClosed { get; internal set; }

    /// <summary>Sends basic.ack, with whatever tag.</summary>
    public void Ack(ulong tag, bool multiple = false) => Connection.Send(AmqpFrames.Ack(Number, tag, multiple));

    /// <summary>Sends basic.nack, with whatever tag.</summary>
    public void Nack(ulong tag, bool multiple = false) => Connection.Send(AmqpFrames.Nack(Number, tag, multiple));

    /// <summary>
    /// Closes the channel as RabbitMQ does: what comes before the client's answer is dropped, what comes after it, without a new
    /// channel.open, ends the connection with 504.
    /// </summary>
    /// <param name="code">The reply code.</param>
    /// <param name="text">The reply text.</param>
    /// <param name="cause">The method that is to blame; basic.publish by default.</param>
    public void Close(int code, string text, AmqpMethod cause = AmqpMethod.BasicPublish)
    {
        IsClosing = true;
        Connection.Send(AmqpFrames.ChannelClose(Number, code, text, cause));
    }

    /// <summary>Closes with the words of RabbitMQ for a missing exchange.</summary>
    public void CloseNotFound(string exchange) => Close(404, $"NOT_FOUND - no exchange '{exchange}' in vhost '{Connection.Vhost}'");

    /// <summary>
    /// The race of a missing exchange: the client answered the close while another of its messages was on its way, so the broker
    /// ends the whole connection (rabbitmq-dotnet-client #1835).
    /// </summary>
    public void CloseNotFoundThenConnection(string exchange)
    {
        CloseNotFound(exchange);
        Connection.Close(504, "CHANNEL_ERROR - expected 'channel.open'", AmqpMethod.BasicPublish);
    }

    /// <summary>Asks the client to stop publishing, or to go on.</summary>
    public void Flow(bool active) => Connection.Send(AmqpFrames.Method(AmqpMethod.ChannelFlow, Number, writer => writer.Octet(active ? (byte)1 : (byte)0)));
}
