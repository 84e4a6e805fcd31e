using System.Text;
using RabbitMQ.Client;

namespace GoQueue.Formats;

/// <summary>A message as a consumer gets it: routing, AMQP properties, headers and body. Properties are <see langword="null"/>, 0 or empty by default: not on the message. Immutable.</summary>
public sealed record ReceivedMessage
{
    // The end of the year 9999.
    private const long LastSecond = 253_402_300_799;
    private const long LastMillisecond = (LastSecond * 1000) + 999;

    /// <summary>The exchange it was published to.</summary>
    public required string Exchange { get; init; }

    /// <summary>The routing key it was published with.</summary>
    public required string RoutingKey { get; init; }

    /// <summary>The body's bytes.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The headers; text is <see cref="string"/>.</summary>
    public IReadOnlyDictionary<string, object?> Headers { get; init; } = new Dictionary<string, object?>();

    /// <summary>AMQP content-type.</summary>
    public string? ContentType { get; init; }

    /// <summary>AMQP content-encoding.</summary>
    public string? ContentEncoding { get; init; }

    /// <summary>AMQP message-id.</summary>
    public string? MessageId { get; init; }

    /// <summary>AMQP correlation-id.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>AMQP reply-to.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>AMQP app-id.</summary>
    public string? AppId { get; init; }

    /// <summary>AMQP type.</summary>
    public string? Type { get; init; }

    /// <summary>AMQP expiration: milliseconds as text.</summary>
    public string? Expiration { get; init; }

    /// <summary>
    /// AMQP timestamp: whole seconds. A number that no calendar has as seconds is read as milliseconds, which publishers in Java and Node write by mistake; <see langword="null"/> if it is
    /// no time as milliseconds either.
    /// </summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>AMQP priority, 0 to 255.</summary>
    public byte Priority { get; init; }

    /// <summary>AMQP delivery-mode 2.</summary>
    public bool Persistent { get; init; }

    /// <summary>Takes over what RabbitMQ.Client delivers, or gets; headers that it hands over as the bytes of a text become the text.</summary>
    /// <param name="exchange">The exchange it was published to.</param>
    /// <param name="routingKey">The routing key it was published with.</param>
    /// <param name="properties">The AMQP properties with the headers; read now.</param>
    /// <param name="body">The body; not copied: a consumer's is valid only during its callback.</param>
    /// <returns>The message.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="properties"/> is <see langword="null"/>.</exception>
    public static ReceivedMessage From(string exchange, string routingKey, IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> body)
    {
        ArgumentNullException.ThrowIfNull(properties);
        return new ReceivedMessage
        {
            Exchange = exchange,
            RoutingKey = routingKey,
            Body = body,
            Headers = TextsOf(properties.Headers),
            ContentType = properties.ContentType,
            ContentEncoding = properties.ContentEncoding,
            MessageId = properties.MessageId,
            CorrelationId = properties.CorrelationId,
            ReplyTo = properties.ReplyTo,
            AppId = properties.AppId,
            Type = properties.Type,
            Expiration = properties.Expiration,
            Timestamp = properties.IsTimestampPresent() ? TimeOf(properties.Timestamp.UnixTime) : null,
            Priority = properties.Priority,
            Persistent = properties.Persistent,
        };
    }

    /// <summary>Never throws: one publisher's wrong unit must not stop its consumers.</summary>
    private static DateTimeOffset? TimeOf(long number) => number switch
    {
        < 0 => null,
        <= LastSecond => DateTimeOffset.FromUnixTimeSeconds(number),
        <= LastMillisecond => DateTimeOffset.FromUnixTimeMilliseconds(number),
        _ => null,
    };

    /// <summary>The client hands long strings over as bytes; byte arrays it gives a type of their own, so these are always text.</summary>
    private static Dictionary<string, object?> TextsOf(IDictionary<string, object?>? headers)
    {
        var texts = new Dictionary<string, object?>(headers?.Count ?? 0, StringComparer.Ordinal);
        foreach (var (name, value) in headers ?? texts)
        {
            texts[name] = value is byte[] text ? Encoding.UTF8.GetString(text) : value;
        }

        return texts;
    }
}
