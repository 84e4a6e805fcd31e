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
        CheckShortString(message, message.MessageId, "message id");
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
        // One UTF-16 unit is at most three bytes: short texts need no counting.
        if (text is null || text.Length <= ShortStringBytes / 3)
        {
            return;
        }

        var bytes = Encoding.UTF8.GetByteCount(text);
        if (bytes > ShortStringBytes)
        {
            throw Refuse(message, $"The {name} has {bytes} bytes of UTF-8 and AMQP allows {ShortStringBytes}: shorten it.");
        }
    }

    private static MessageRefusedException Refuse(OutgoingMessage message, string reason)
    {
        var identity = message.Identity;
        if (identity.MessageId is { Length: 0 or > ShortStringBytes })
        {
            identity = identity with { MessageId = null };
        }

        return new MessageRefusedException(identity, attempts: 0, $"{identity.ToString()[..1].ToUpperInvariant()}{identity.ToString()[1..]} was not sent. {reason}");
    }
}
