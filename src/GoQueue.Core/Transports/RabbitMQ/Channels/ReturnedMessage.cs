using System.Globalization;
using GoQueue.Messages;

namespace GoQueue.Transports.RabbitMQ.Channels;

/// <summary>What a return of the broker says about the message that came back.</summary>
internal readonly record struct ReturnedMessage(string? MessageId, string Exchange, string RoutingKey, int Repetition, int ReplyCode)
{
    /// <summary>
    /// Reads the mark of a message, <see cref="OutgoingMessage.Repetition"/>, which the AMQP property cluster-id carries. Almost no message has one.
    /// </summary>
    public static int RepetitionOf(string? mark) => int.TryParse(mark, NumberStyles.None, CultureInfo.InvariantCulture, out var repetition) ? repetition : 0;

    public bool Names(OutgoingMessage message) =>
        string.Equals(message.MessageId, MessageId, StringComparison.Ordinal)
        && string.Equals(message.RoutingKey, RoutingKey, StringComparison.Ordinal)
        && string.Equals(message.Exchange, Exchange, StringComparison.Ordinal);
}
