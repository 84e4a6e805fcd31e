using System.Buffers.Text;

namespace GoQueue.RabbitMQ.Tests.Harness;

/// <summary>What these tests publish: small, so that a test can send thousands. Written by hand, so that they test the transport and nothing else.</summary>
public sealed record OrderPlaced(int Number, string Customer) : IGoQueueEvent<OrderPlaced>
{
    private static readonly EventDescriptor<OrderPlaced> s_descriptor = new()
    {
        Topic = "orders",
        Action = "order.placed",
        Version = "1.0",
        Name = nameof(OrderPlaced),
        TypeInfoSource = static () => throw new NotSupportedException("The direct writer is used."),
        JsonWriter = static (ref json, order) =>
        {
            json.WriteRaw("{\"number\":"u8);
            Span<byte> digits = stackalloc byte[11];
            Utf8Formatter.TryFormat(order.Number, digits, out var length);
            json.WriteRaw(digits[..length]);
            json.WriteRaw(",\"customer\":"u8);
            json.WriteString(order.Customer);
            json.WriteRaw("}"u8);
        },
    };

    static EventDescriptor<OrderPlaced> IGoQueueEvent<OrderPlaced>.Descriptor => s_descriptor;
}
