using System.Text;
using GoQueue.Transports;

namespace GoQueue.Pipeline;

/// <summary>
/// What AMQP 0-9-1 and the broker would refuse, refused before anything is written: there, some of it would cost the channel or the whole
/// connection, with every innocent message on it.
/// </summary>
internal static class MessageLimits
{
    /// <summary>The longest AMQP short string, in bytes of UTF-8 (AMQP 0-9-1, 4.2.5.3).</summary>
    public const int ShortStringBytes = 255;

    /// <summary>
    /// Whether a control character is in a text (Unicode category Cc). Identifiers stand in logs, spans and exceptions of this program and of others: a line end there
    /// makes lines that somebody made up.
    /// </summary>
    public static bool HasControl(ReadOnlySpan<char> text) => text.ContainsAnyInRange('\u0000', '\u001f') || text.ContainsAnyInRange('\u007f', '\u009f');

    /// <summary>Checks an id that a caller gave, before anything tells of the message.</summary>
    public static void CheckGivenId(string? messageId, string? topic, string? action, string? version)
    {
        if (HasControl(messageId))
        {
            throw Refuse(new MessageIdentity(messageId, topic, action, version), "The message id holds a control character: remove it.");
        }
    }

    /// <summary>Checks what a middleware may have set. First of all: the formats and the encryption take these for granted.</summary>
    public static void CheckNames(OutgoingMessage message)
    {
        if (string.IsNullOrEmpty(message.MessageId))
        {
            throw Refuse(message, "The message id is empty: give one, or none at all and one is made.");
        }

        RequireText(message, message.Exchange, "exchange");
        RequireText(message, message.RoutingKey, "routing key");
        CheckShortString(message, message.Exchange, "exchange");
        CheckShortString(message, message.RoutingKey, "routing key");
        if (message.HasGivenId)
        {
            CheckShortString(message, message.MessageId, "message id");
        }

        CheckShortString(message, message.CorrelationId, "correlation id");
        CheckShortString(message, message.ReplyTo, "reply-to");
        CheckShortString(message, message.AppId, "publisher id");
        if (message.RoutingKey.AsSpan().ContainsAny('*', '#'))
        {
            throw Refuse(message, $"The routing key '{message.RoutingKey}' contains '*' or '#', which mean something in bindings only: remove them.");
        }
    }

    public static void CheckSize(OutgoingMessage message, int maxMessageBytes)
    {
        if (message.Body.Length > maxMessageBytes)
        {
            throw Refuse(message, $"The body has {message.Body.Length:N0} bytes and MaxMessageBytes is {maxMessageBytes:N0}: send less, or raise the option and the broker's max_message_size.");
        }
    }

    private static void RequireText(OutgoingMessage message, string? text, string name)
    {
        if (text is null)
        {
            throw Refuse(message, $"The {name} is null: set it to a text, \"\" where there is none.");
        }
    }

    private static void CheckShortString(OutgoingMessage message, string? text, string name)
    {
        if (text is null)
        {
            return;
        }

        if (HasControl(text))
        {
            throw Refuse(message, $"The {name} holds a control character: remove it.");
        }

        // One UTF-16 unit is at most three bytes: short texts need no counting.
        if (text.Length <= ShortStringBytes / 3)
        {
            return;
        }

        var bytes = Encoding.UTF8.GetByteCount(text);
        if (bytes > ShortStringBytes)
        {
            throw Refuse(message, $"The {name} has {bytes} bytes of UTF-8 and AMQP allows {ShortStringBytes}: shorten it.");
        }
    }

    private static MessageRefusedException Refuse(OutgoingMessage message, string reason) => Refuse(message.Identity, reason);

    private static MessageRefusedException Refuse(MessageIdentity identity, string reason)
    {
        if (identity.MessageId is { Length: 0 or > ShortStringBytes } || HasControl(identity.MessageId))
        {
            identity = identity with { MessageId = null };
        }

        return new MessageRefusedException(identity, attempts: 0, $"{identity.ToString()[..1].ToUpperInvariant()}{identity.ToString()[1..]} was not sent. {reason}");
    }
}
