using System.Text;
using GoQueue.Core.Tests.Harness;
using GoQueue.Formats;
using GoQueue.Formats.Reading;
using GoQueue.Pipeline;
using Xunit;

namespace GoQueue.Core.Tests.Formats;

/// <summary>What a publisher wrote, a reader gives back; and what the Go library writes.</summary>
[Covers(typeof(MessageParser))]
public sealed class MessageReaderTests
{
    private static readonly EncryptionKey s_key = new("k1", Enumerable.Range(0, 32).Select(n => (byte)n).ToArray());
    private static readonly MessageReader s_reader = new(new MessageReaderOptions { Keys = new KeyRing(s_key) });
    private readonly Shop _shop = new();

    public static TheoryData<MessageFormat, CompressionAlgorithm, bool> Combinations()
    {
        var data = new TheoryData<MessageFormat, CompressionAlgorithm, bool>();
        foreach (var format in Enum.GetValues<MessageFormat>())
        {
            foreach (var compression in Enum.GetValues<CompressionAlgorithm>())
            {
                data.Add(format, compression, false);
                data.Add(format, compression, true);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public async Task Every_format_and_transformation_is_read_back(MessageFormat format, CompressionAlgorithm compression, bool encrypted)
    {
        var order = new OrderPlaced(42, string.Concat(Enumerable.Repeat("Ann & Bob ", 300)), "ü");
        var message = await _shop.LandAsync(order, Configure, Shop.Fixed with { CorrelationId = "c-1", CausationId = "m-0", ReplyTo = "answers" });

        var read = s_reader.Read<OrderPlaced>(message);

        Assert.Equal(order, read.Message);
        var metadata = read.Metadata;
        Assert.Equal(format, metadata.Format);
        Assert.Equal("msg-123", metadata.MessageId);
        Assert.Equal(("shop.orders", "order.placed", "1.2"), (metadata.Topic, metadata.Action, metadata.Version));
        Assert.Equal("order-service", metadata.Source);
        Assert.Equal(("c-1", "m-0", "answers"), (metadata.CorrelationId, metadata.CausationId, metadata.ReplyTo));
        Assert.Equal("application/json", metadata.ContentType);
        Assert.Equal(format == MessageFormat.Raw ? TruncateToSeconds(Shop.Time) : Shop.Time, metadata.Timestamp);
        Assert.Equal(compression switch { CompressionAlgorithm.Gzip => "gzip", CompressionAlgorithm.Brotli => "br", _ => null }, metadata.Encoding);
        Assert.Equal(encrypted ? "k1" : null, metadata.KeyId);
        Assert.Equal(metadata, s_reader.ReadMetadata(message));

        void Configure(GoQueuePublisherBuilder goqueue)
        {
            goqueue.UseFormat(format).UseCompression(o => o.Algorithm = compression);
            if (encrypted)
            {
                goqueue.UseEncryption(s_key);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public async Task It_stays_readable_where_requeueing_dropped_every_property(MessageFormat format, CompressionAlgorithm compression, bool encrypted)
    {
        // Without properties, unencrypted compressed bytes and structured events cannot show what they are: WIRE puts that into properties.
        if (format != MessageFormat.GoQueueEnvelope && !encrypted)
        {
            format = MessageFormat.GoQueueEnvelope;
        }

        var order = new OrderPlaced(42, new string('x', 3000), null);
        var message = await _shop.LandAsync(order, goqueue =>
        {
            goqueue.UseFormat(format).UseCompression(o => o.Algorithm = compression);
            if (encrypted)
            {
                goqueue.UseEncryption(s_key);
            }
        });
        var reader = new MessageReader(new MessageReaderOptions { Keys = new KeyRing(s_key), Format = format });

        var read = reader.Read<OrderPlaced>(new ReceivedMessage { Exchange = "dead", RoutingKey = "letters", Body = message.Body, Headers = message.Headers });

        Assert.Equal(order, read.Message);
        Assert.Equal(("msg-123", "shop.orders", "order.placed", "1.2"), (read.Metadata.MessageId, read.Metadata.Topic, read.Metadata.Action, read.Metadata.Version));
    }

    [Fact]
    public void A_message_of_the_go_library_is_read()
    {
        // Captured: bxcodec/goqueue at 4d46f3c. The client gives header text as bytes.
        var message = new ReceivedMessage
        {
            Exchange = "shop.orders",
            RoutingKey = "order.placed",
            ContentType = "application/json",
            Body = """{"id":"msg-123","action":"order.placed","topic":"shop.orders","data":{"orderId":7,"customer":"Ann","note":null},"timestamp":"2026-11-23T08:17:42.704564593Z"}"""u8.ToArray(),
            Headers = new Dictionary<string, object?>
            {
                ["goqueue-app-id"] = "user-service"u8.ToArray(),
                ["goqueue-message-id"] = "msg-123"u8.ToArray(),
                ["goqueue-published-timestamp"] = "2026-11-23T08:17:42Z"u8.ToArray(),
                ["goqueue-retry-count"] = 2,
                ["goqueue-content-type"] = "application/json"u8.ToArray(),
                ["goqueue-queue-service-agent"] = "goqueue/rabbitmq"u8.ToArray(),
                ["goqueue-schema-version"] = "1.0.0"u8.ToArray(),
                ["source"] = "user-service"u8.ToArray(),
            },
        };

        var read = new MessageReader().Read<OrderPlaced>(message);

        Assert.Equal(new OrderPlaced(7, "Ann", null), read.Message);
        Assert.Equal("msg-123", read.Metadata.MessageId);
        Assert.Equal("1.0.0", read.Metadata.Version);
        Assert.Equal("user-service", read.Metadata.Source);
        Assert.Equal(2, read.Metadata.RetryCount);
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 8, 17, 42, TimeSpan.Zero).AddTicks(7045645), read.Metadata.Timestamp);
    }

    [Fact]
    public void The_go_guides_compression_is_read()
    {
        var data = Gzip("""{"orderId":7,"customer":"Ann","note":null}"""u8);
        var body = $$"""{"id":"m","action":"order.placed","topic":"shop.orders","data":"{{Convert.ToBase64String(data).Replace("+", "\\u002B", StringComparison.Ordinal)}}","timestamp":"2026-11-23T08:17:42Z"}""";

        var read = new MessageReader().Read<OrderPlaced>(Envelope(body) with
        {
            Headers = new Dictionary<string, object?>(Envelope(body).Headers) { ["encoding"] = "gzip+base64", ["original_size"] = 42 },
        });

        Assert.Equal(new OrderPlaced(7, "Ann", null), read.Message);
    }

    [Fact]
    public async Task The_data_alone_can_be_read()
    {
        var message = await _shop.LandAsync(Shop.Order, goqueue => goqueue.UseEncryption(s_key));

        Assert.Equal("""{"orderId":42,"customer":"Ann \u0026 Bob","note":null}""", Encoding.UTF8.GetString(s_reader.ReadData(message)));
    }

    [Fact]
    public void A_bare_json_body_of_somebody_else_is_raw()
    {
        var message = new ReceivedMessage { Exchange = "shop.orders", RoutingKey = "order.placed", Body = """{"orderId":7,"customer":"Ann"}"""u8.ToArray(), ContentType = "application/json; charset=utf-8" };

        var read = new MessageReader().Read<OrderPlaced>(message);

        Assert.Equal(new OrderPlaced(7, "Ann", null), read.Message);
        Assert.Equal(MessageFormat.Raw, read.Metadata.Format);
        Assert.Equal(("shop.orders", "order.placed"), (read.Metadata.Topic, read.Metadata.Action));
    }

    [Fact]
    public async Task An_event_whose_data_looks_like_an_envelope_is_not_taken_for_one()
    {
        // Raw data with the envelope's five members: only the header tells them apart.
        var message = await _shop.LandAsync(new Lookalike("1", "a", "t", "d", "now"), goqueue => goqueue.UseFormat(MessageFormat.Raw));

        Assert.Equal(new Lookalike("1", "a", "t", "d", "now"), new MessageReader().Read<Lookalike>(message).Message);
    }

    internal static ReceivedMessage Envelope(string body) => new()
    {
        Exchange = "shop.orders",
        RoutingKey = "order.placed",
        ContentType = "application/json",
        Body = Encoding.UTF8.GetBytes(body),
        Headers = new Dictionary<string, object?> { ["goqueue-message-id"] = "msg-123", ["goqueue-queue-service-agent"] = "goqueue/rabbitmq" },
    };

    internal static byte[] Gzip(ReadOnlySpan<byte> data)
    {
        using var stream = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(stream, System.IO.Compression.CompressionLevel.Optimal))
        {
            gzip.Write(data);
        }

        return stream.ToArray();
    }

    private static DateTimeOffset TruncateToSeconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}
