global using static Consumer;
using System.Buffers;
using GoQueue.Formats;
using GoQueue.Pipeline;
using RabbitMQ.Client.Events;

internal static class Consumer
{
    public static AsyncEventingBasicConsumer consumer => throw null!;

    public static IKeyProvider keyRing => throw null!;

    public static Task HandleAsync(OrderPlaced order, string? messageId) => throw null!;
}

internal sealed class Journal
{
    public ValueTask AddAsync(string messageId, object value, CancellationToken cancellationToken) => throw null!;
}

[GoQueueEvent("orders", "order.placed", "1.0")]
internal sealed partial record OrderPlaced(int Number);

[GoQueueEvent("audit", "entry.written", "1.0")]
internal sealed partial record AuditEntry(string Text);

[GoQueueEvent("prices", "price.ticked", "1.0")]
internal sealed partial record PriceTick(string Symbol, decimal Price);

internal sealed class MessagePackPayloadSerializer : IPayloadSerializer
{
    public string ContentType => "application/vnd.msgpack";

    public void Serialize<T>(T message, IBufferWriter<byte> output)
        where T : IGoQueueEvent<T> => throw null!;

    public T Deserialize<T>(ReadOnlyMemory<byte> data)
        where T : IGoQueueEvent<T> => throw null!;
}
