using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using GoQueue.Brokers.Delivery;

namespace GoQueue.RabbitMQ.Tests.Faults;

/// <summary>What fault runs publish: a message of the ledger, by hand, so that nothing but the publisher is tested.</summary>
internal sealed record LedgerEvent(LedgerMessage Message) : IGoQueueEvent<LedgerEvent>
{
    private static readonly EventDescriptor<LedgerEvent> s_descriptor = new()
    {
        Topic = "orders",
        Action = "order.placed",
        Version = "1.0",
        Name = nameof(LedgerEvent),
        TypeInfoSource = static () => throw new NotSupportedException("The direct writer is used."),
        JsonWriter = static (ref json, value) =>
        {
            json.WriteRaw("{\"number\":"u8);
            Span<byte> digits = stackalloc byte[20];
            Utf8Formatter.TryFormat(value.Message.Number, digits, out int length);
            json.WriteRaw(digits[..length]);
            json.WriteRaw(",\"key\":"u8);
            json.WriteString(value.Message.OrderingKey);
            json.WriteRaw(",\"payload\":"u8);
            json.WriteString(value.Message.Payload);
            json.WriteRaw(",\"hash\":"u8);
            json.WriteString(value.Message.Hash);
            json.WriteRaw("}"u8);
        },
    };

    static EventDescriptor<LedgerEvent> IGoQueueEvent<LedgerEvent>.Descriptor => s_descriptor;

    /// <summary>Reads what a consumer finds.</summary>
    public static FoundMessage Read(string? messageId, ReadOnlySpan<byte> body)
    {
        using JsonDocument document = JsonDocument.Parse(Encoding.UTF8.GetString(body));
        JsonElement data = document.RootElement.GetProperty("data");
        return new FoundMessage(
            data.GetProperty("number").GetInt64(),
            messageId ?? "",
            data.GetProperty("key").GetString()!,
            data.GetProperty("payload").GetString()!,
            data.GetProperty("hash").GetString()!);
    }
}
