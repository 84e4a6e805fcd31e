using System.Net.Mime;
using System.Text.Json;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using GoQueue.Core.Tests.Harness;
using GoQueue.Formats;
using Xunit;

namespace GoQueue.Core.Tests.Formats;

/// <summary>What we write as CloudEvents is read by the CNCF's own library.</summary>
public sealed class CloudEventsConformanceTests
{
    private readonly Shop _shop = new();

    [Fact]
    public async Task The_structured_body_is_a_cloud_event_to_the_reference_library()
    {
        var message = await _shop.LandAsync(Shop.Order, goqueue => goqueue.UseFormat(MessageFormat.CloudEventsStructured));

        var parsed = new JsonEventFormatter().DecodeStructuredModeMessage(message.Body, new ContentType(message.ContentType!), extensionAttributes: null);

        Assert.True(parsed.IsValid);
        CheckAttributes(parsed);
        Assert.Equal("application/json", parsed.DataContentType);
        var data = Assert.IsType<JsonElement>(parsed.Data);
        Assert.Equal(42, data.GetProperty("orderId").GetInt32());
        Assert.Equal("Ann & Bob", data.GetProperty("customer").GetString());
    }

    [Fact]
    public async Task Compressed_structured_data_is_bytes_to_the_reference_library()
    {
        var order = new OrderPlaced(42, new string('x', 5000), null);
        var message = await _shop.LandAsync(order, goqueue => goqueue.UseFormat(MessageFormat.CloudEventsStructured).UseCompression());

        var parsed = new JsonEventFormatter().DecodeStructuredModeMessage(message.Body, new ContentType(message.ContentType!), extensionAttributes: null);

        CheckAttributes(parsed);
        var bytes = Assert.IsType<byte[]>(parsed.Data);
        Assert.Equal([0x1F, 0x8B], bytes[..2]);
    }

    [Fact]
    public async Task The_binary_headers_are_a_cloud_event_to_the_reference_library()
    {
        var message = await _shop.LandAsync(Shop.Order, goqueue => goqueue.UseFormat(MessageFormat.CloudEventsBinary));

        var parsed = new CloudEvent(CloudEventsSpecVersion.FromVersionId((string)message.Headers["cloudEvents_specversion"]!)!)
        {
            DataContentType = message.ContentType,
        };
        foreach (var (name, value) in message.Headers)
        {
            Assert.StartsWith("cloudEvents_", name, StringComparison.Ordinal);
            if (name != "cloudEvents_specversion")
            {
                parsed.SetAttributeFromString(name["cloudEvents_".Length..], Assert.IsType<string>(value));
            }
        }

        new JsonEventFormatter<OrderView>(new JsonSerializerOptions(JsonSerializerDefaults.Web), default).DecodeBinaryModeEventData(message.Body, parsed);

        Assert.True(parsed.IsValid);
        CheckAttributes(parsed);
        Assert.Equal("order.placed", parsed.Subject);
        Assert.Equal(new OrderView(42, "Ann & Bob"), parsed.Data);
    }

    [Fact]
    public async Task Source_and_schema_place_are_the_publishers_choice()
    {
        var message = await _shop.LandAsync(Shop.Order, goqueue => goqueue.UseFormat(MessageFormat.CloudEventsBinary, cloudEvents =>
        {
            cloudEvents.Source = "https://shop.example/orders";
            cloudEvents.DataSchemaBase = new Uri("https://schemas.example/events/");
        }));

        Assert.Equal("https://shop.example/orders", message.Headers["cloudEvents_source"]);
        Assert.Equal("https://schemas.example/events/shop.orders.order.placed.v1.2.json", message.Headers["cloudEvents_dataschema"]);
    }

    private static void CheckAttributes(CloudEvent parsed)
    {
        Assert.Equal("msg-123", parsed.Id);
        Assert.Equal("order-service", parsed.Source!.OriginalString);
        Assert.Equal("shop.orders.order.placed.v1", parsed.Type);
        Assert.Equal(Shop.Time, parsed.Time);
        Assert.Equal("urn:goqueue:shop.orders:order.placed:1.2", parsed.DataSchema!.OriginalString);
    }

    private sealed record OrderView(int OrderId, string Customer);
}
