using GoQueue.Delivery.Operations;
using GoQueue.Transports.RabbitMQ.Wire;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace GoQueue.Transports.RabbitMQ.Faults;

/// <summary>Why a channel ended, and which message on it is to blame.</summary>
internal sealed class ChannelFault
{
    private ChannelFault(int code, string text, Exception? exception)
    {
        Code = code;
        Text = BrokerText.Clean(text);
        Exception = exception;
    }

    /// <summary>AMQP's reply code; 0 where the broker said nothing.</summary>
    public int Code { get; }

    public string Text { get; }

    public Exception? Exception { get; }

    /// <summary>Whether nobody answered in time: then those that waited too long have a timeout of their own.</summary>
    public bool IsConfirmTimeout { get; private init; }

    /// <summary>Whether the other side ended the whole connection: the broker with a code, or the line.</summary>
    public bool EndsConnection { get; private init; }

    /// <summary>Whether it was we who ended it, with nothing on it.</summary>
    public bool IsRetirement { get; private init; }

    /// <summary>Whether the broker refused one message of this channel and discarded the ones after it.</summary>
    public bool RefusesOneMessage => Code is 403 or 404 or 406;

    /// <summary>
    /// Whether the broker ended the connection because of what it got (AMQP 0-9-1: 501 frame error, 502 syntax error, 503 command invalid, 505 unexpected frame; RabbitMQ: 541, its channel
    /// process crashed): some message on the connection does this, and would do it again.
    /// </summary>
    public bool HasPoison => EndsConnection && Code is (501 or 502 or 503 or 505 or 541);

    /// <summary>Whether the broker counts channels and this connection opened one too many: the connection goes with it (RabbitMQ: a user's max-channels).</summary>
    public bool IsChannelLimit => Code == 530 && Text.Contains("number of channels opened", StringComparison.Ordinal);

    /// <summary>For the sentence of an exception.</summary>
    public string Cause => Code == 0 ? $"{Text}." : $"the broker closed the channel or connection: {Text} ({Code}).";

    /// <summary>What the wire saw.</summary>
    public static ChannelFault From(WireEnd end) => new(end.Code, end.Code == 0 && end.Exception is { } exception ? Describe(exception.Message) : end.Text, end.Exception)
    {
        EndsConnection = end.EndsConnection,
    };

    /// <param name="reason">What the client says.</param>
    /// <param name="isConnection">Whether the connection ended, and the channel with it.</param>
    public static ChannelFault From(ShutdownEventArgs reason, bool isConnection) => new(reason.Initiator == ShutdownInitiator.Peer ? reason.ReplyCode : 0, Describe(reason), reason.Exception)
    {
        EndsConnection = isConnection && reason.Initiator != ShutdownInitiator.Application,
    };

    public static ChannelFault Lost(string text, Exception? exception) => new(0, text, exception);

    /// <summary>It rejected messages, and a new channel may not: nothing was on it any more.</summary>
    public static ChannelFault Retired { get; } = new(0, "the channel rejected messages and is replaced", null) { IsRetirement = true };

    public static ChannelFault ConfirmTimeout(TimeSpan bound) =>
        new(0, $"no confirm came within ConfirmTimeout ({PublishFailures.Span(bound)})", null) { IsConfirmTimeout = true };

    /// <summary>
    /// Which message the broker refused: its place, from 0, among those without an answer that had left, oldest first; -1 = none, or it cannot be known.
    /// </summary>
    public int IndexOfRefused(in OperationChain unanswered)
    {
        if (!RefusesOneMessage)
        {
            return -1;
        }

        // Too many bytes are refused whenever they come. An exchange that was deleted, or a permission that was revoked, took what came before: of several that fit, only the last was
        // surely not stored.
        return unanswered.Count == 1 ? 0 : unanswered.IndexOf(Matches, last: !IsAboutSize);
    }

    /// <summary>What became of a message, by its place and that of the one that was refused.</summary>
    public static UnansweredFate GetFate(int place, int offender) =>
        offender < 0 || place < offender ? UnansweredFate.Unknown : place == offender ? UnansweredFate.Refused : UnansweredFate.Discarded;

    /// <summary>Whether the broker's words fit this message.</summary>
    public bool Matches(PublishOperation operation)
    {
        var message = operation.Message;
        return Code switch
        {
            404 => Names(message.Exchange, "exchange"),
            403 => Names(message.Exchange, "exchange") && (BrokerText.Quoted(Text, "topic") is not { } key || key == message.RoutingKey),
            406 when IsAboutSize => Text.Contains($"message size {message.Body.Length} ", StringComparison.Ordinal),
            406 when Text.Contains("expiration", StringComparison.Ordinal) => message.Expiration is not null,
            _ => false,
        };
    }

    /// <summary>The exception of the message to blame.</summary>
    public Exception CreateRefusal(PublishOperation operation)
    {
        var message = operation.Message;
        var who = PublishFailures.SentenceStart(operation);
        return Code switch
        {
            404 => ExchangeNotFound(operation, null),
            403 => new PublishAccessDeniedException(
                message.Identity, operation.Attempts, $"{who} was refused: {Text} (403); give the user write permission on the exchange '{message.Exchange}'."),
            _ => new MessageRefusedException(message.Identity, operation.Attempts, $"{who} was refused by the broker: {Text} ({Code})."),
        };
    }

    public static Exception ExchangeNotFound(PublishOperation operation, Exception? cause)
    {
        var message = operation.Message;
        return new ExchangeNotFoundException(
            message.Identity,
            operation.Attempts,
            $"The exchange '{message.Exchange}' of {message.Identity} does not exist: declare it, for example with DeclareTopologyAsync, or correct the event's topic.",
            cause);
    }

    private bool IsAboutSize => Code == 406 && Text.Contains("message size", StringComparison.Ordinal);

    // Short strings are cut by the broker at 255 bytes: then the beginning has to do.
    private bool Names(string name, string after) => BrokerText.Quoted(Text, after) is { } quoted
        ? quoted == name
        : Text.Contains($"{after} '{name[..Math.Min(name.Length, 50)]}", StringComparison.Ordinal);

    private static string Describe(ShutdownEventArgs reason)
    {
        if (reason.Initiator == ShutdownInitiator.Peer)
        {
            return reason.ReplyText;
        }

        return Describe(reason.Exception is { } exception ? exception.Message : reason.ReplyText);
    }

    private static string Describe(string cause) => $"the connection was lost ({BrokerText.Clean(cause)})";
}
