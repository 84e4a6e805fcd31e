using System.Globalization;
using GoQueue.Transports;

namespace GoQueue.RabbitMQ.Confirms;

/// <summary>What a return of the broker says about the message that came back.</summary>
internal readonly record struct ReturnedMessage(string? MessageId, string Exchange, string RoutingKey, int Repetition, int ReplyCode)
{
    /// <summary>
    /// The AMQP property that carries <see cref="OutgoingMessage.Repetition"/>: cluster-id, which AMQP 0-9-1 has given
    /// up and brokers pass through. Null for almost all messages.
    /// </summary>
    public static string? MarkOf(OutgoingMessage message) => message.Repetition == 0 ? null : message.Repetition.ToString(CultureInfo.InvariantCulture);

    public static int RepetitionOf(string? mark) => int.TryParse(mark, NumberStyles.None, CultureInfo.InvariantCulture, out var repetition) ? repetition : 0;

    public bool Names(OutgoingMessage message) =>
        string.Equals(message.MessageId, MessageId, StringComparison.Ordinal)
        && string.Equals(message.RoutingKey, RoutingKey, StringComparison.Ordinal)
        && string.Equals(message.Exchange, Exchange, StringComparison.Ordinal);
}
