namespace GoQueue.Transports.RabbitMQ.Wire;

/// <summary>Why a connection or one of our channels ended, as the wire saw it.</summary>
/// <param name="Code">AMQP's reply code; 0 if the broker sent none.</param>
/// <param name="Text">The broker's words, not cleaned, or ours.</param>
/// <param name="Exception">The failure of the socket, if there is one.</param>
/// <param name="EndsConnection">Whether the whole connection ended, and not by us.</param>
internal sealed record WireEnd(int Code, string Text, Exception? Exception, bool EndsConnection)
{
    /// <summary>The socket failed or was closed.</summary>
    public static WireEnd Lost(Exception exception) => new(0, exception.Message, exception, EndsConnection: true);
}
