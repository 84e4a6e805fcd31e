using System.Globalization;

namespace GoQueue.Formats.Reading;

/// <summary>
/// Whether a message is the event that a consumer asks for. A wrong generic type would otherwise give an event full of
/// defaults: most JSON objects read as most records. Stateless.
/// </summary>
internal static class EventIdentity
{
    /// <summary>Throws if a message is another event.</summary>
    /// <param name="parts">The message.</param>
    /// <param name="asked">The event that it is read as.</param>
    /// <param name="allowsOthers">Whether other events are allowed.</param>
    public static void Check(MessageParts parts, EventDescriptor asked, bool allowsOthers)
    {
        if (allowsOthers || Matches(parts, asked))
        {
            return;
        }

        var metadata = parts.Metadata;
        var cure = parts.IsEncrypted
            ? "an encrypted message is read as its own event only"
            : "read it as its own event, bind the queue more narrowly, or set MessageReaderOptions.AllowOtherEvents";
        throw new MessageReadException(
            MessageReadFault.OtherEvent,
            metadata.MessageId,
            $"{MessageParser.Name(metadata.MessageId)} is {PrintableText.Name(metadata.Topic)}/{PrintableText.Name(metadata.Action)} and was read as {asked}: {cure}.");
    }

    /// <summary>Whether a message has the topic and action of an event.</summary>
    public static bool Matches(MessageParts parts, EventDescriptor asked)
    {
        var metadata = parts.Metadata;
        if (parts.DeclaresIdentity || parts.IsEncrypted)
        {
            return (asked.Topic is null || metadata.Topic == asked.Topic) && metadata.Action == asked.Action;
        }

        // Formats of others hold no declaration: the type of a CloudEvent, or where the message was published to.
        return (metadata.EventType is { } type && IsType(type, asked))
            || ((asked.Topic is null || metadata.Topic == asked.Topic) && MatchesTemplate(asked.Action, metadata.Action));
    }

    /// <summary>The major version at the end of a CloudEvent's type, <c>{topic}.{action}.v{major}</c>; null if there is none.</summary>
    public static int? MajorOfType(string? type)
    {
        var version = type?.LastIndexOf(".v", StringComparison.Ordinal) ?? -1;
        return version >= 0 && int.TryParse(type.AsSpan(version + 2), NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : null;
    }

    /// <summary>Whether a type is <c>{topic}.{action}.v{major}</c> of the event, whatever its version.</summary>
    private static bool IsType(string type, EventDescriptor asked)
    {
        var version = type.LastIndexOf(".v", StringComparison.Ordinal);
        if (version < 0 || version + 2 == type.Length || type.AsSpan(version + 2).IndexOfAnyExceptInRange('0', '9') >= 0)
        {
            return false;
        }

        var name = type.AsSpan(0, version);
        return asked.Topic is { } topic
            ? name.Length == topic.Length + 1 + asked.Action.Length && name.StartsWith(topic) && name[topic.Length] == '.' && name.EndsWith(asked.Action)
            : name.EndsWith($".{asked.Action}");
    }

    /// <summary>Whether a rendered routing key can come from an action; a placeholder stands for any text.</summary>
    private static bool MatchesTemplate(string action, string key)
    {
        var position = 0;
        var gap = false;
        while (action.Length > 0)
        {
            var open = action.IndexOf('{', StringComparison.Ordinal);
            var close = open < 0 ? -1 : action.IndexOf('}', open);
            var literal = close < 0 ? action : action[..open];
            if (close < 0)
            {
                return gap
                    ? key.Length - position >= literal.Length && key.AsSpan(position).EndsWith(literal)
                    : key.AsSpan(position).SequenceEqual(literal);
            }

            var found = gap ? key.IndexOf(literal, position, StringComparison.Ordinal) : key.AsSpan(position).StartsWith(literal) ? position : -1;
            if (found < 0)
            {
                return false;
            }

            position = found + literal.Length;
            gap = true;
            action = action[(close + 1)..];
        }

        return gap || position == key.Length;
    }
}
