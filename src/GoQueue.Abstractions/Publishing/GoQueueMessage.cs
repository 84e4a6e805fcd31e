using System.Collections.ObjectModel;
using System.Text.Json;
using System.Text.Unicode;

namespace GoQueue;

/// <summary>
/// A message whose kind is not known at compile time: a bridge from another system, a dead letter that is sent again. Where it is known, an event with
/// <see cref="GoQueueEventAttribute"/> is faster and checked by the compiler. Made by <see cref="Create"/>; immutable, may be published many times.
/// </summary>
public sealed class GoQueueMessage
{
    // What a JSON parser must be able to follow; far more than System.Text.Json writes by default (64).
    private const int DeepestJson = 1000;

    private readonly Lazy<bool>? _isJson;

    internal GoQueueMessage(GoQueueMessageBuilder builder)
    {
        Id = builder.MessageId;
        Topic = builder.MessageTopic;
        Action = builder.MessageAction;
        Version = builder.MessageVersion;
        Timestamp = builder.MessageTimestamp;
        ContentType = builder.MessageContentType;
        Data = builder.MessageData;
        HasData = builder.HasData;

        // Looked at when it is first published, and only where the bytes came from outside.
        _isJson = builder.IsKnownJson ? null : new Lazy<bool>(() => ReadsAsJson(Data.Span), LazyThreadSafetyMode.PublicationOnly);
        Headers = new ReadOnlyDictionary<string, object?>(new Dictionary<string, object?>(builder.MessageHeaders, StringComparer.Ordinal));
    }

    /// <summary>The message's id; <see langword="null"/> = the publisher makes one for each publish.</summary>
    public string? Id { get; }

    /// <summary>The exchange; <see langword="null"/> = the publisher's default exchange.</summary>
    public string? Topic { get; }

    /// <summary>The routing key; required when it is published.</summary>
    public string? Action { get; }

    /// <summary>The version of the data's shape, sent as <c>goqueue-schema-version</c>. Default: 1.0.0, what the Go library sends.</summary>
    public string Version { get; }

    /// <summary>The message's time; <see langword="null"/> = when it is published.</summary>
    public DateTimeOffset? Timestamp { get; }

    /// <summary>The data's media type. Default: <c>application/json</c>.</summary>
    public string ContentType { get; }

    /// <summary>The data as it goes on the wire: UTF-8 JSON, or whatever <see cref="ContentType"/> says.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>The headers.</summary>
    public IReadOnlyDictionary<string, object?> Headers { get; }

    /// <summary>Whether data was given at all; empty data counts.</summary>
    internal bool HasData { get; }

    /// <summary>Whether the data is exactly one JSON value.</summary>
    internal bool IsJson => _isJson?.Value ?? true;

    /// <summary>Begins a message.</summary>
    /// <returns>A builder.</returns>
    public static GoQueueMessageBuilder Create() => new();

    /// <summary>For people: <c>message 0198… (users/user.created 1.0.0)</c>. Never the data.</summary>
    public override string ToString() => new MessageIdentity(Id, Topic, Action, Version).ToString();

    private static bool ReadsAsJson(ReadOnlySpan<byte> data)
    {
        // The reader does not look into strings.
        if (!Utf8.IsValid(data))
        {
            return false;
        }

        try
        {
            var json = new Utf8JsonReader(data, new JsonReaderOptions { MaxDepth = DeepestJson });
            while (json.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
