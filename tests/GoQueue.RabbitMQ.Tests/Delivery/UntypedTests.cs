using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using GoQueue.Formats;
using GoQueue.RabbitMQ.Tests.Harness;
using RabbitMQ.Client;

namespace GoQueue.RabbitMQ.Tests.Delivery;

/// <summary>Messages without a type, on a real broker: every form of data and every verb of their builder.</summary>
[Trait("Speed", "Quick")]
public sealed partial class UntypedTests
{
    [Theory]
    [InlineData("value")]
    [InlineData("tree")]
    [InlineData("bytes")]
    public async Task Each_form_of_data_arrives_with_all_that_the_builder_says(string form)
    {
        await using TestVhost vhost = await ShopAsync();
        await using GoQueuePublisher publisher = Publishers.Create(vhost);
        GoQueueMessageBuilder builder = GoQueueMessage.Create().Id("m-1").Topic("orders").Action("order.shipped").Version("2.1")
            .Header("source", "shop").Timestamp(new DateTimeOffset(2026, 11, 23, 8, 17, 42, TimeSpan.Zero));
        builder = form switch
        {
            "value" => builder.Data(new Parcel(3, "north"), Metadata.Default.Parcel),
            "tree" => builder.Data(new JsonObject { ["weight"] = 3, ["region"] = "north" }),
            _ => builder.Data("""{"weight":3,"region":"north"}"""u8),
        };

        PublishReceipt receipt = await publisher.PublishAsync(builder.Build(), cancellationToken: TestContext.Current.CancellationToken);

        BasicGetResult message = await vhost.TakeAsync("all", TestContext.Current.CancellationToken);
        IDictionary<string, object?> headers = message.BasicProperties.Headers!;
        Assert.Equal(("m-1", "m-1"), (receipt.MessageId, message.BasicProperties.MessageId));
        Assert.Equal(("orders", "order.shipped", "application/json"), (message.Exchange, message.RoutingKey, message.BasicProperties.ContentType));
        Assert.Equal("2.1", Text(headers["goqueue-schema-version"]));
        Assert.Equal("shop", Text(headers["source"]));
        Assert.Equal(
            """{"id":"m-1","action":"order.shipped","topic":"orders","data":{"weight":3,"region":"north"},"timestamp":"2026-11-23T08:17:42.0000000Z"}""",
            Encoding.UTF8.GetString(message.Body.Span));
    }

    [Fact]
    public async Task Another_content_type_arrives_as_its_bytes()
    {
        await using TestVhost vhost = await ShopAsync();
        await using GoQueuePublisher publisher = Publishers.Create(vhost, options: static o => o.Format = MessageFormat.Raw);

        await publisher.PublishAsync(
            GoQueueMessage.Create().Topic("orders").Action("order.shipped").Data([0x92, 0x01, 0x02]).ContentType("application/vnd.msgpack").Build(),
            cancellationToken: TestContext.Current.CancellationToken);

        BasicGetResult message = await vhost.TakeAsync("all", TestContext.Current.CancellationToken);
        Assert.Equal("application/vnd.msgpack", message.BasicProperties.ContentType);
        Assert.Equal([0x92, 0x01, 0x02], message.Body.ToArray());
    }

    private static string Text(object? header) => Encoding.UTF8.GetString((byte[])header!);

    private static async Task<TestVhost> ShopAsync()
    {
        TestVhost vhost = await TestVhost.CreateAsync();
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareQueueAsync("all", "orders");
        return vhost;
    }

    private sealed record Parcel(int Weight, string Region);

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(Parcel))]
    private sealed partial class Metadata : JsonSerializerContext;
}
