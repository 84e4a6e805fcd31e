using System.Globalization;
using System.Text.Json;
using GoQueue.Messages;

namespace GoQueue.Formats.Reading;

/// <summary>Takes a received message apart, whatever its format. Stateless.</summary>
internal static class MessageParser
{
    public static MessageParts Parse(ReceivedMessage message, MessageFormat? known)
    {
        var headers = new ReceivedHeaders(message.Headers);
        var format = known ?? FormatOf(message, headers);
        return format switch
        {
            MessageFormat.GoQueueEnvelope => ParseEnvelope(message, headers),
            MessageFormat.CloudEventsStructured => ParseStructured(message, headers),
            _ => ParseBare(message, headers, format),
        };
    }

    public static MessageReadException Malformed(string? messageId, string what) =>
        new(MessageReadFault.Malformed, messageId, $"{Name(messageId)} cannot be read: {what}");

    /// <summary>The message at the head of a sentence.</summary>
    public static string Name(string? messageId) => string.IsNullOrEmpty(messageId) ? "A message without id" : $"Message {PrintableText.Name(messageId)}";

    private static MessageFormat FormatOf(ReceivedMessage message, ReceivedHeaders headers)
    {
        if (message.ContentType is { } type && type.StartsWith(ContentTypes.CloudEventsPrefix, StringComparison.OrdinalIgnoreCase))
        {
            return MessageFormat.CloudEventsStructured;
        }

        if (headers.CloudEvent("specversion") is not null)
        {
            return MessageFormat.CloudEventsBinary;
        }

        // An envelope's publisher always names itself; a body without these headers is somebody else's, and what it is the consumer knows.
        var isEnvelope = headers.Text(GoQueueHeaders.Format) != GoQueueHeaders.RawFormat
            && headers.Text(GoQueueHeaders.MessageId) is not null
            && headers.Text(GoQueueHeaders.QueueServiceAgent) is not null;
        return isEnvelope ? MessageFormat.GoQueueEnvelope : MessageFormat.Raw;
    }

    private static MessageParts ParseEnvelope(ReceivedMessage message, ReceivedHeaders headers)
    {
        var id = headers.Text(GoQueueHeaders.MessageId) ?? message.MessageId;
        var body = ReadJson(message.Body, id, "GoQueue envelope");
        id ??= body.Id;
        if (!body.HasData)
        {
            throw Malformed(id, "the envelope has no 'data', or it is null; a publisher must send some.");
        }

        var (encrypted, encoding) = TransformationOf(headers);
        var transformed = encrypted || encoding is not null;
        if (transformed && body.DataText is null)
        {
            throw Malformed(id, "its headers say that 'data' is base64 text, and it is not text.");
        }

        return new MessageParts
        {
            Metadata = MetadataOf(message, headers, MessageFormat.GoQueueEnvelope, id, headers.Text(GoQueueHeaders.ContentType) ?? ContentTypes.Json) with
            {
                Timestamp = TimeOf(body.Time, id) ?? TimeOf(headers, message, id),
                Topic = headers.Text(GoQueueHeaders.Topic) ?? body.Topic ?? message.Exchange,
                Action = headers.Text(GoQueueHeaders.Action) ?? body.Action ?? message.RoutingKey,
            },
            Data = transformed ? body.DataText!.Value : body.Data,
            IsBase64 = transformed,
            IsEncrypted = encrypted,
            DeclaresIdentity = headers.DeclareIdentity,
            Algorithm = headers.Text(GoQueueHeaders.Algorithm),
            EncodingHeader = headers.Text(GoQueueHeaders.Encoding) ?? "",
            EncodingName = encoding,
            OriginalSize = headers.Number(GoQueueHeaders.OriginalSize),
        };
    }

    private static MessageParts ParseStructured(ReceivedMessage message, ReceivedHeaders headers)
    {
        var body = ReadJson(message.Body, headers.Text(GoQueueHeaders.MessageId) ?? message.MessageId, "CloudEvents JSON object");
        var id = headers.Text(GoQueueHeaders.MessageId) ?? body.Id ?? message.MessageId;
        if (body.SpecVersion is not { } version || !version.StartsWith("1.", StringComparison.Ordinal))
        {
            throw Malformed(id, "it says that it is a CloudEvent and its 'specversion' is not 1.0.");
        }

        if (body.HasData == body.HasDataBase64)
        {
            throw Malformed(id, "a CloudEvent that can be read has either 'data' or 'data_base64'.");
        }

        var (encrypted, encoding) = TransformationOf(headers);
        if ((encrypted || encoding is not null) && !body.HasDataBase64)
        {
            throw Malformed(id, "its headers say that the data was transformed, and it has no 'data_base64'.");
        }

        var contentType = encrypted ? headers.Text(GoQueueHeaders.ContentType) : body.DataContentType;
        return new MessageParts
        {
            Metadata = MetadataOf(message, headers, MessageFormat.CloudEventsStructured, id, contentType ?? ContentTypes.Json) with
            {
                Timestamp = TimeOf(body.Time, id) ?? TimeOf(headers, message, id),
                Source = body.Source,
                EventType = body.Type,
                DataSchema = body.DataSchema,
                Version = headers.Text(GoQueueHeaders.SchemaVersion) ?? VersionOf(body.DataSchema),
            },
            Data = body.HasDataBase64 ? body.DataBase64 : body.Data,
            IsBase64 = body.HasDataBase64,
            IsEncrypted = encrypted,
            DeclaresIdentity = headers.DeclareIdentity,
            Algorithm = headers.Text(GoQueueHeaders.Algorithm),
            EncodingHeader = headers.Text(GoQueueHeaders.Encoding) ?? "",
            EncodingName = encoding,
            OriginalSize = headers.Number(GoQueueHeaders.OriginalSize),
        };
    }

    private static MessageParts ParseBare(ReceivedMessage message, ReceivedHeaders headers, MessageFormat format)
    {
        var id = headers.Text(GoQueueHeaders.MessageId) ?? headers.CloudEvent("id") ?? message.MessageId;
        var (encrypted, encoding) = TransformationOf(headers);
        encoding ??= string.IsNullOrEmpty(message.ContentEncoding) || message.ContentEncoding is "identity" or "utf-8" ? null : message.ContentEncoding;
        var contentType = headers.Text(GoQueueHeaders.ContentType) ?? (encrypted ? null : message.ContentType) ?? ContentTypes.Json;
        var schema = headers.CloudEvent("dataschema");
        return new MessageParts
        {
            Metadata = MetadataOf(message, headers, format, id, contentType) with
            {
                Timestamp = TimeOf(headers.CloudEvent("time"), id) ?? TimeOf(headers, message, id),
                Source = headers.CloudEvent("source") ?? headers.Text(GoQueueHeaders.AppId) ?? message.AppId,
                EventType = headers.CloudEvent("type"),
                DataSchema = schema,
                Version = headers.Text(GoQueueHeaders.SchemaVersion) ?? VersionOf(schema),
            },
            Data = message.Body,
            IsEncrypted = encrypted,
            DeclaresIdentity = headers.DeclareIdentity,
            Algorithm = headers.Text(GoQueueHeaders.Algorithm),
            EncodingHeader = headers.Text(GoQueueHeaders.Encoding) ?? "",
            EncodingName = encoding,
            OriginalSize = headers.Number(GoQueueHeaders.OriginalSize),
        };
    }

    private static (bool Encrypted, string? Encoding) TransformationOf(ReceivedHeaders headers) =>
        (headers.IsTrue(GoQueueHeaders.Encrypted), headers.Text(GoQueueHeaders.Encoding));

    private static MessageMetadata MetadataOf(ReceivedMessage message, ReceivedHeaders headers, MessageFormat format, string? id, string contentType) => new()
    {
        Format = format,
        MessageId = id ?? "",
        Topic = headers.Text(GoQueueHeaders.Topic) ?? message.Exchange,
        Action = headers.Text(GoQueueHeaders.Action) ?? message.RoutingKey,
        Version = headers.Text(GoQueueHeaders.SchemaVersion),
        Source = headers.Text(GoQueueHeaders.AppId) ?? message.AppId,
        CorrelationId = headers.Text(GoQueueHeaders.CorrelationId) ?? message.CorrelationId,
        CausationId = headers.Text(GoQueueHeaders.CausationId),
        ReplyTo = headers.Text(GoQueueHeaders.ReplyTo) ?? message.ReplyTo,
        ContentType = contentType,
        KeyId = headers.IsTrue(GoQueueHeaders.Encrypted) ? headers.Text(GoQueueHeaders.KeyId) : null,
        RetryCount = (int)Math.Clamp(headers.Number(GoQueueHeaders.RetryCount) ?? 0, 0, int.MaxValue),
    };

    private static JsonObjectParts ReadJson(ReadOnlyMemory<byte> body, string? messageId, string what)
    {
        try
        {
            return JsonObjectParts.Read(body);
        }
        catch (JsonException)
        {
            // Without the cause: its text quotes the body.
            throw Malformed(messageId, $"its body of {body.Length:N0} bytes is no {what}.");
        }
        catch (InvalidOperationException)
        {
            throw Malformed(messageId, "its body holds text that is no valid UTF-8.");
        }
    }

    private static DateTimeOffset? TimeOf(string? text, string? messageId)
    {
        if (text is null)
        {
            return null;
        }

        return DateTimeOffset.TryParse(ShortenFraction(text), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw Malformed(messageId, "its time is no RFC 3339 date and time.");
    }

    private static DateTimeOffset? TimeOf(ReceivedHeaders headers, ReceivedMessage message, string? messageId) =>
        TimeOf(headers.Text(GoQueueHeaders.PublishedTimestamp), messageId) ?? message.Timestamp;

    // Go writes nanoseconds, nine digits; .NET reads seven.
    private static string ShortenFraction(string time)
    {
        var point = time.IndexOf('.', StringComparison.Ordinal);
        if (point < 0)
        {
            return time;
        }

        var end = point + 1;
        while (end < time.Length && char.IsAsciiDigit(time[end]))
        {
            end++;
        }

        return end - point - 1 <= 7 ? time : string.Concat(time.AsSpan(0, point + 8), time.AsSpan(end));
    }

    /// <summary>Our own schema names end with the version.</summary>
    private static string? VersionOf(string? schema)
    {
        const string Urn = "urn:goqueue:";
        const string Extension = ".json";
        if (schema is null)
        {
            return null;
        }

        if (schema.StartsWith(Urn, StringComparison.Ordinal))
        {
            return schema[(schema.LastIndexOf(':') + 1)..];
        }

        var mark = schema.LastIndexOf(".v", StringComparison.Ordinal);
        return mark >= 0 && schema.EndsWith(Extension, StringComparison.Ordinal) && mark + 2 < schema.Length - Extension.Length
            ? schema[(mark + 2)..^Extension.Length]
            : null;
    }
}
