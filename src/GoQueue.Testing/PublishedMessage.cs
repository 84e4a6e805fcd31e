using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using GoQueue.Formats;

namespace GoQueue.Testing;

/// <summary>One message that was published to the test harness: what the caller gave, and what a broker would have got. Immutable, as long as the event is.</summary>
public class PublishedMessage
{
    private readonly object? _event;

    internal PublishedMessage(int position, object? message, EventDescriptor? descriptor, ReceivedMessage wire)
    {
        Position = position;
        _event = message;
        Descriptor = descriptor;
        Wire = wire;
    }

    private protected PublishedMessage(PublishedMessage other)
        : this(other.Position, other._event, other.Descriptor, other.Wire)
    {
    }

    /// <summary>Its place in the order in which the messages reached the broker, from 1. <see cref="GoQueueTestHarness.Clear"/> begins anew.</summary>
    public int Position { get; }

    /// <summary>What is known of the event at compile time; <see langword="null"/> for a <see cref="GoQueueMessage"/>.</summary>
    public EventDescriptor? Descriptor { get; }

    /// <summary>Everything that went over the wire: exchange, routing key, AMQP properties, headers and body.</summary>
    public ReceivedMessage Wire { get; }

    /// <summary>The message's id.</summary>
    public string MessageId => Wire.MessageId ?? "";

    /// <summary>The exchange it was published to.</summary>
    public string Exchange => Wire.Exchange;

    /// <summary>The routing key it was published with.</summary>
    public string RoutingKey => Wire.RoutingKey;

    /// <summary>All headers, the format's own included; text is <see cref="string"/>.</summary>
    public IReadOnlyDictionary<string, object?> Headers => Wire.Headers;

    /// <summary>The correlation id, or null.</summary>
    public string? CorrelationId => Wire.CorrelationId;

    /// <summary>The body as text. Only meaningful for bodies that are text: JSON that is neither compressed nor encrypted.</summary>
    public string Json => Encoding.UTF8.GetString(Wire.Body.Span);

    /// <summary>The JSON of the event alone, whatever the format, compression and encryption of the body.</summary>
    /// <exception cref="InvalidOperationException">The message was a <see cref="GoQueueMessage"/>, which has no event.</exception>
    public string Data => Descriptor is null
        ? throw new InvalidOperationException($"The message {MessageId} was published as GoQueueMessage and has no event: read its body, {nameof(Json)} or {nameof(Wire)}.")
        : JsonSerializer.Serialize(_event, Descriptor.JsonTypeInfo);

    /// <summary>The event's JSON with hidden members masked; <see langword="null"/> if nothing in it is hidden.</summary>
    internal string? Redacted => _event is null ? null : Descriptor?.Redact(_event);

    /// <summary>The event, where it is a <typeparamref name="T"/>: the instance that the caller gave, not a copy.</summary>
    /// <typeparam name="T">The event's type.</typeparam>
    /// <param name="message">The event.</param>
    /// <returns>Whether the event is a <typeparamref name="T"/>.</returns>
    public bool TryGetEvent<T>([MaybeNullWhen(false)] out T message)
    {
        if (_event is T typed)
        {
            message = typed;
            return true;
        }

        message = default;
        return false;
    }

    /// <summary>
    /// Expects that body and headers are as the event's contract says. The contract is read from the file of the event's assembly, which carries it if its project has
    /// <c>GoQueueContracts</c>. Of a compressed or encrypted body, the JSON of the event is compared.
    /// </summary>
    /// <exception cref="GoQueueTestException">They are not, or there is no contract.</exception>
    public void ShouldMatchContract()
    {
        if (Contracts.ContractAssertion.FaultOf(this) is { } fault)
        {
            throw new GoQueueTestException(fault);
        }
    }

    /// <summary>For people: <c>UserCreated (users/user.created 1.0)</c>, or the exchange and routing key of an untyped message.</summary>
    public override string ToString() => Descriptor?.ToString() ?? $"GoQueueMessage ({Exchange}/{RoutingKey})";
}
