using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace GoQueue;

/// <summary>
/// Makes a <see cref="GoQueueMessage"/>. Checks nothing by itself: a message is validated when it is published, as every event. May be used again after
/// <see cref="Build"/>. Not thread-safe.
/// </summary>
public sealed class GoQueueMessageBuilder
{
    internal GoQueueMessageBuilder()
    {
    }

    internal string? MessageId { get; private set; }

    internal string? MessageTopic { get; private set; }

    internal string? MessageAction { get; private set; }

    internal string MessageVersion { get; private set; } = "1.0.0";

    internal DateTimeOffset? MessageTimestamp { get; private set; }

    internal string MessageContentType { get; private set; } = "application/json";

    internal byte[] MessageData { get; private set; } = [];

    internal bool HasData { get; private set; }

    /// <summary>Whether the data was written as JSON here.</summary>
    internal bool IsKnownJson { get; private set; }

    internal Dictionary<string, object?> MessageHeaders { get; } = new(StringComparer.Ordinal);

    /// <summary>The message's id, 1 to 255 bytes of UTF-8. Default: a new UUIDv7 for each publish.</summary>
    /// <param name="id">The id.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="id"/> is <see langword="null"/>.</exception>
    public GoQueueMessageBuilder Id(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        MessageId = id;
        return this;
    }

    /// <summary>The exchange, at most 255 bytes of UTF-8. Default: the publisher's default exchange.</summary>
    /// <param name="topic">The exchange.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="topic"/> is <see langword="null"/>.</exception>
    public GoQueueMessageBuilder Topic(string topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        MessageTopic = topic;
        return this;
    }

    /// <summary>The routing key: words separated by dots, at most 255 bytes of UTF-8, no <c>*</c> and no <c>#</c>. Required.</summary>
    /// <param name="action">The routing key.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is <see langword="null"/>.</exception>
    public GoQueueMessageBuilder Action(string action)
    {
        ArgumentNullException.ThrowIfNull(action);
        MessageAction = action;
        return this;
    }

    /// <summary>The version of the data's shape, <c>major.minor[.patch]</c>. Default: 1.0.0, what the Go library sends.</summary>
    /// <param name="version">The version.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="version"/> is <see langword="null"/>.</exception>
    public GoQueueMessageBuilder Version(string version)
    {
        ArgumentNullException.ThrowIfNull(version);
        MessageVersion = version;
        return this;
    }

    /// <summary>The data as a value, serialized now: later changes of the value do not matter.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="value">The value, not null: consumers need data.</param>
    /// <param name="jsonTypeInfo">Its JSON metadata, from a <c>JsonSerializerContext</c>.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="JsonException">The value cannot be written as JSON.</exception>
    /// <exception cref="NotSupportedException">The metadata does not support the value.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="jsonTypeInfo"/> is <see langword="null"/>.</exception>
    public GoQueueMessageBuilder Data<T>(T value, JsonTypeInfo<T> jsonTypeInfo)
    {
        ArgumentNullException.ThrowIfNull(jsonTypeInfo);
        return SetData(JsonSerializer.SerializeToUtf8Bytes(value, jsonTypeInfo), isKnownJson: true);
    }

    /// <summary>The data as a JSON tree, written now: later changes of the tree do not matter.</summary>
    /// <param name="data">The tree.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="data"/> is <see langword="null"/>.</exception>
    public GoQueueMessageBuilder Data(JsonNode data)
    {
        ArgumentNullException.ThrowIfNull(data);
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            data.WriteTo(json);
        }

        return SetData(bytes.ToArray(), isKnownJson: true);
    }

    /// <summary>The data as bytes: JSON in UTF-8 without a byte order mark, or what <see cref="ContentType"/> says. Copied.</summary>
    /// <param name="data">The bytes.</param>
    /// <returns>This builder.</returns>
    public GoQueueMessageBuilder Data(ReadOnlySpan<byte> data) => SetData(data.ToArray(), isKnownJson: false);

    /// <summary>Adds or replaces a header.</summary>
    /// <param name="name">Its name, not empty; reserved names (<c>goqueue-*</c>, <c>cloudEvents_*</c>, …) are refused when the message is published.</param>
    /// <param name="value">What AMQP can carry: string, bool, integers, float, double, decimal, byte[], lists and dictionaries of these; or null.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is <see langword="null"/> or empty.</exception>
    public GoQueueMessageBuilder Header(string name, object? value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        MessageHeaders[name] = value;
        return this;
    }

    /// <summary>The message's time. Default: when it is published.</summary>
    /// <param name="timestamp">The time.</param>
    /// <returns>This builder.</returns>
    public GoQueueMessageBuilder Timestamp(DateTimeOffset timestamp)
    {
        MessageTimestamp = timestamp;
        return this;
    }

    /// <summary>The data's media type. Default: <c>application/json</c>. Others need a format that carries them, Raw or binary CloudEvents.</summary>
    /// <param name="contentType">The media type.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="contentType"/> is <see langword="null"/> or empty.</exception>
    public GoQueueMessageBuilder ContentType(string contentType)
    {
        ArgumentException.ThrowIfNullOrEmpty(contentType);
        MessageContentType = contentType;
        return this;
    }

    /// <summary>Makes the message.</summary>
    /// <returns>The message. What it lacks is said when it is published.</returns>
    public GoQueueMessage Build() => new(this);

    private GoQueueMessageBuilder SetData(byte[] data, bool isKnownJson)
    {
        MessageData = data;
        HasData = true;
        IsKnownJson = isKnownJson;
        return this;
    }
}
