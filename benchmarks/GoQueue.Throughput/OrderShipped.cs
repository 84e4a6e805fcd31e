using System.Globalization;
using System.Text;

namespace GoQueue.Throughput;

/// <summary>The event of all columns: six properties, about 180 bytes of JSON. Written by hand, so that nothing but the runtime is measured.</summary>
public sealed record OrderShipped(Guid OrderId, string Customer, string Carrier, DateTimeOffset ShippedAt, decimal Weight, string Notes)
    : IGoQueueEvent<OrderShipped>
{
    private static readonly EventDescriptor<OrderShipped> s_descriptor = new()
    {
        Topic = Topology.Exchange,
        Action = Topology.RoutingKey,
        Version = "1.0",
        Name = nameof(OrderShipped),
        TypeInfoSource = static () => throw new NotSupportedException("The direct writer is used."),
        JsonWriter = static (ref json, order) =>
        {
            Span<byte> text = stackalloc byte[64];
            json.WriteRaw("{\"orderId\":\""u8);
            order.OrderId.TryFormat(text, out var length);
            json.WriteRaw(text[..length]);
            json.WriteRaw("\",\"customer\":"u8);
            json.WriteString(order.Customer);
            json.WriteRaw(",\"carrier\":"u8);
            json.WriteString(order.Carrier);
            json.WriteRaw(",\"shippedAt\":\""u8);
            order.ShippedAt.TryFormat(text, out length, "O", CultureInfo.InvariantCulture);
            json.WriteRaw(text[..length]);
            json.WriteRaw("\",\"weight\":"u8);
            order.Weight.TryFormat(text, out length, default, CultureInfo.InvariantCulture);
            json.WriteRaw(text[..length]);
            json.WriteRaw(",\"notes\":"u8);
            json.WriteString(order.Notes);
            json.WriteRaw("}"u8);
        },
    };

    static EventDescriptor<OrderShipped> IGoQueueEvent<OrderShipped>.Descriptor => s_descriptor;

    /// <summary>An event whose JSON has about so many bytes.</summary>
    public static OrderShipped OfSize(int bytes)
    {
        var order = new OrderShipped(
            new Guid("0198a7f2-5b1e-7c44-9a3d-2f6c8e1b7d05"), "customer-4711", "north-freight", new DateTimeOffset(2026, 11, 23, 8, 17, 42, TimeSpan.Zero), 12.75m, "");
        const int Others = 172;
        return order with { Notes = new string('n', Math.Max(8, bytes - Others)) };
    }

    /// <summary>The body as every raw column sends it: the GoQueue envelope around the event.</summary>
    public byte[] ToEnvelope(string messageId)
    {
        var data = $$"""{"orderId":"{{OrderId}}","customer":"{{Customer}}","carrier":"{{Carrier}}","shippedAt":"{{ShippedAt:O}}","weight":{{Weight.ToString(CultureInfo.InvariantCulture)}},"notes":"{{Notes}}"}""";
        return Encoding.UTF8.GetBytes(
            $$"""{"id":"{{messageId}}","action":"{{Topology.RoutingKey}}","topic":"{{Topology.Exchange}}","data":{{data}},"timestamp":"2026-11-23T08:17:42.7045645Z"}""");
    }
}
