using System.Globalization;
using System.Text;
using GoQueue.Generated.Routing.Rules;

namespace GoQueue.Messages;

/// <summary>
/// What AMQP 0-9-1 and the broker would refuse, refused before anything is written: there, some of it would cost the channel or the whole
/// connection, with every innocent message on it.
/// </summary>
internal static class MessageLimits
{
    /// <summary>The longest AMQP short string, in bytes of UTF-8 (AMQP 0-9-1, 4.2.5.3).</summary>
    public const int ShortStringBytes = 255;

    /// <summary>Why a text cannot travel as an identifier, to follow its name: <c>holds a control character</c>; null if it can.</summary>
    public static string? FaultOf(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (HasControl(text))
        {
            return "holds a control character";
        }

        return HasLoneSurrogate(text) ? "holds half of a surrogate pair, which UTF-8 cannot carry" : null;
    }

    /// <summary>Whether UTF-8 has no form for a text: half of a surrogate pair would become U+FFFD, and two texts would become one.</summary>
    public static bool HasLoneSurrogate(string text)
    {
        var first = text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff');
        if (first < 0)
        {
            return false;
        }

        for (var i = first; i < text.Length; i++)
        {
            if (WireText.IsLoneSurrogate(text, i))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Checks an id that a caller gave, before anything tells of the message.</summary>
    public static void CheckGivenId(string? messageId, string? topic, string? action, string? version, string? publisherName)
    {
        if (FaultOf(messageId) is { } fault)
        {
            throw Refuse(new MessageIdentity(messageId, topic, action, version) { PublisherName = publisherName }, $"The message id {fault}: remove it.");
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

        if (!ReferenceEquals(message.Type, message.RoutingKey))
        {
            CheckShortString(message, message.Type, "declared action");
        }

        CheckShortString(message, message.CorrelationId, "correlation id");
        CheckShortString(message, message.ReplyTo, "reply-to");
        if (message.ReplyTo is "amq.rabbitmq.reply-to")
        {
            throw Refuse(message, "The reply-to 'amq.rabbitmq.reply-to' needs a consumer on the channel that publishes, and publishing channels have none: name a queue.");
        }

        CheckShortString(message, message.AppId, "publisher id");
        if (message.RoutingKey.AsSpan().ContainsAny('*', '#'))
        {
            throw Refuse(message, $"The routing key '{message.RoutingKey}' contains '*' or '#', which mean something in bindings only: remove them.");
        }
    }

    /// <summary>Checks a text that a format takes over, as an AMQP property or as a header that readers need whole.</summary>
    public static void CheckText(OutgoingMessage message, string? text, string name) => CheckShortString(message, text, name);

    /// <summary>Checks the message's time: AMQP counts seconds since 1970 without a sign (0-9-1, 4.2.5.4), and an earlier time would become a year far in the future.</summary>
    public static void CheckTime(OutgoingMessage message)
    {
        if (message.Timestamp < DateTimeOffset.UnixEpoch)
        {
            var time = message.Timestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            throw Refuse(message, $"The timestamp {time} lies before 1970, which AMQP cannot carry: set a later one, or leave it null for the time of the publish.");
        }
    }

    /// <summary>Checks a header of the user's. First of all that walk through it: it may contain itself.</summary>
    public static void CheckHeader(OutgoingMessage message, string name, object? value)
    {
        CheckShortString(message, name, "name of a header");
        if (HeaderLimits.FaultOf(name, value) is { } fault)
        {
            throw Refuse(message, $"The header '{name}' {fault}.");
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

        if (FaultOf(text) is { } fault)
        {
            throw Refuse(message, $"The {name} {fault}: remove it.");
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
        if (identity.MessageId is { Length: 0 or > ShortStringBytes } || FaultOf(identity.MessageId) is not null)
        {
            identity = identity with { MessageId = null };
        }

        return new MessageRefusedException(identity, attempts: 0, $"{identity.ToString()[..1].ToUpperInvariant()}{identity.ToString()[1..]} was not sent. {reason}");
    }

    /// <summary>Identifiers stand in logs, spans and exceptions of this program and of others: a line end there would forge lines.</summary>
    private static bool HasControl(ReadOnlySpan<char> text) =>
        text.ContainsAnyInRange('\u0000', '\u001f') || text.ContainsAnyInRange('\u007f', '\u009f') || text.ContainsAny('\u2028', '\u2029');
}
