using System.Text;
using GoQueue.Core.Tests.Harness;
using GoQueue.Formats;
using GoQueue.Formats.Reading;
using GoQueue.Pipeline;
using Xunit;

namespace GoQueue.Core.Tests.Formats;

/// <summary>Every way in which a message can be unreadable is a typed error that tells nothing of its content.</summary>
[Covers(typeof(PayloadDecompressor))]
public sealed class UnreadableMessageTests
{
    private const string Secret = "hunter2";
    private static readonly EncryptionKey s_key = new("k1", Enumerable.Range(0, 32).Select(n => (byte)n).ToArray());
    private static readonly MessageReaderOptions s_options = new() { Keys = new KeyRing(s_key) };
    private readonly Shop _shop = new();

    [Theory]
    [InlineData("", "its body of 0 bytes is no GoQueue envelope.")]
    [InlineData("hunter2", "its body of 7 bytes is no GoQueue envelope.")]
    [InlineData("[1]", "its body of 3 bytes is no GoQueue envelope.")]
    [InlineData("""{"data":{"a":"hunter2"}""", "its body of 23 bytes is no GoQueue envelope.")]
    [InlineData("""{"data":1}{}""", "its body of 12 bytes is no GoQueue envelope.")]
    [InlineData("""{"data":1,"data":"hunter2"}""", "its body of 27 bytes is no GoQueue envelope.")]
    [InlineData("{}", "the envelope has no 'data', or it is null; a publisher must send some.")]
    [InlineData("""{"data":null}""", "the envelope has no 'data', or it is null; a publisher must send some.")]
    [InlineData("""{"data":{},"timestamp":"hunter2"}""", "its time is no RFC 3339 date and time.")]
    [InlineData("""{"data":{"orderId":"hunter2"}}""", "its data of 21 bytes is no OrderPlaced in JSON at line 0, byte 20 (JsonException).")]
    public void A_malformed_envelope_says_what_is_wrong(string body, string reason)
    {
        var error = Fails(MessageReaderTests.Envelope(body));

        Assert.Equal(MessageReadFault.Malformed, error.Fault);
        Assert.Equal("Message msg-123 cannot be read: " + reason, error.Message);
        Assert.Equal("msg-123", error.MessageId);
    }

    [Fact]
    public void A_cloud_event_of_another_version_is_refused()
    {
        var message = MessageReaderTests.Envelope("""{"specversion":"0.3","data":{}}""") with { ContentType = "application/CloudEvents+json" };

        Assert.Equal("Message msg-123 cannot be read: it says that it is a CloudEvent and its 'specversion' is not 1.0.", Fails(message).Message);
    }

    [Fact]
    public void A_cloud_event_with_two_kinds_of_data_is_refused()
    {
        var message = MessageReaderTests.Envelope("""{"specversion":"1.0","data":{},"data_base64":""}""") with { ContentType = "application/cloudevents+json" };

        Assert.Equal("Message msg-123 cannot be read: a CloudEvent that can be read has either 'data' or 'data_base64'.", Fails(message).Message);
    }

    [Fact]
    public async Task A_key_that_is_not_known_is_named()
    {
        var message = await EncryptedAsync();

        var error = Fails(message, new MessageReaderOptions { Keys = new KeyRing(new EncryptionKey("k2", new byte[32])) });

        Assert.Equal(MessageReadFault.UnknownKey, error.Fault);
        Assert.Equal("Message msg-123 is encrypted with the key 'k1', which the reader does not know: add it to its key ring.", error.Message);
    }

    [Fact]
    public async Task Without_keys_the_reader_says_that_it_has_none()
    {
        var error = Fails(await EncryptedAsync(), new MessageReaderOptions());

        Assert.Equal(MessageReadFault.UnknownKey, error.Fault);
        Assert.Equal("Message msg-123 is encrypted with the key 'k1' and the reader has no keys: give it some, MessageReaderOptions.Keys.", error.Message);
    }

    [Fact]
    public async Task Another_algorithm_is_refused()
    {
        var error = Fails(WithHeader(await EncryptedAsync(), "algorithm", "ROT13"));

        Assert.Equal(MessageReadFault.UnknownAlgorithm, error.Fault);
        Assert.Equal("Message msg-123 is encrypted with an algorithm other than AES-256-GCM: read it with the library of its publisher.", error.Message);
    }

    [Theory]
    [InlineData("goqueue-message-id", "msg-124")]
    [InlineData("goqueue-topic", "billing")]
    [InlineData("goqueue-action", "order.paid")]
    [InlineData("goqueue-schema-version", "1.3")]
    [InlineData("goqueue-content-type", "text/json")]
    [InlineData("encoding", "gzip")]
    public async Task Ciphertext_cannot_be_moved_to_another_identity(string header, string value)
    {
        var error = Fails(WithHeader(await EncryptedAsync(), header, value));

        Assert.Equal(MessageReadFault.Tampered, error.Fault);
        Assert.EndsWith(
            " cannot be decrypted with the key 'k1': its data, or a header that it is bound to (id, topic, action, version, encoding, content type), was changed, or the key is another one.",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_key_under_the_same_id_does_not_decrypt()
    {
        var error = Fails(await EncryptedAsync(), new MessageReaderOptions { Keys = new KeyRing(new EncryptionKey("k1", new byte[32])) });

        Assert.Equal(MessageReadFault.Tampered, error.Fault);
    }

    [Fact]
    public async Task Every_changed_bit_of_the_ciphertext_is_noticed()
    {
        var message = await EncryptedAsync(MessageFormat.Raw);
        for (var bit = 0; bit < message.Body.Length * 8; bit++)
        {
            var changed = message.Body.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.Equal(MessageReadFault.Tampered, Fails(message with { Body = changed }).Fault);
        }
    }

    [Fact]
    public async Task A_ciphertext_that_was_cut_off_is_noticed()
    {
        var message = await EncryptedAsync(MessageFormat.Raw);

        Assert.Equal(MessageReadFault.Tampered, Fails(message with { Body = message.Body[..^1] }).Fault);
        var error = Fails(message with { Body = message.Body[..27] });
        Assert.Equal("Message msg-123 has 27 bytes of encrypted data, fewer than nonce and tag alone take: it was cut off.", error.Message);
    }

    [Fact]
    public async Task An_event_that_demands_encryption_is_not_accepted_in_clear()
    {
        var message = await _shop.LandAsync(new SecretNote(Secret), goqueue => goqueue.UseEncryption(s_key));
        var forged = message with
        {
            Body = Encoding.UTF8.GetBytes("""{"data":{"text":"forged"}}"""),
            Headers = new Dictionary<string, object?>(message.Headers.Where(header => header.Key != "encrypted")),
        };

        var error = Assert.Throws<MessageReadException>(() => new MessageReader(s_options).Read<SecretNote>(forged));

        Assert.Equal(new SecretNote(Secret), new MessageReader(s_options).Read<SecretNote>(message).Message);
        Assert.Equal(MessageReadFault.NotEncrypted, error.Fault);
        Assert.Equal("Message msg-123 is not encrypted and SecretNote is marked [Encrypted]: whoever sent it is not its publisher.", error.Message);
    }

    [Theory]
    [InlineData(CompressionAlgorithm.Gzip)]
    [InlineData(CompressionAlgorithm.Brotli)]
    public async Task Compressed_data_that_was_cut_off_is_noticed_wherever_it_was_cut(CompressionAlgorithm algorithm)
    {
        var message = await CompressedAsync(algorithm, new string('x', 3000) + Guid.NewGuid());
        var withoutSize = message with { Headers = new Dictionary<string, object?>(message.Headers.Where(header => header.Key != "original_size")) };
        for (var length = 0; length < message.Body.Length; length++)
        {
            foreach (var variant in new[] { message, withoutSize })
            {
                var error = Fails(variant with { Body = variant.Body[..length] });

                Assert.Equal(MessageReadFault.DamagedCompression, error.Fault);
                Assert.Equal("Message msg-123 has compressed data that is cut off or damaged: it cannot be recovered.", error.Message);
            }
        }
    }

    [Theory]
    [InlineData(CompressionAlgorithm.Gzip)]
    [InlineData(CompressionAlgorithm.Brotli)]
    public async Task A_decompression_bomb_is_stopped_at_the_bound(CompressionAlgorithm algorithm)
    {
        // Two megabytes of the same letter; the header that gives it away is forged, then taken off.
        var message = await CompressedAsync(algorithm, new string('x', 2_000_000));
        Assert.True(message.Body.Length < 100_000);
        var options = new MessageReaderOptions { MaxDataBytes = 100_000 };
        var before = GC.GetAllocatedBytesForCurrentThread();

        var honest = Fails(message, options);
        var forged = Fails(WithHeader(message, "original_size", 50L), options);
        var silent = Fails(message with { Headers = new Dictionary<string, object?>(message.Headers.Where(header => header.Key != "original_size")) }, options);

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
        Assert.Equal(MessageReadFault.TooLarge, honest.Fault);
        Assert.StartsWith("Message msg-123 is too large: its data would have 2,000,0", honest.Message, StringComparison.Ordinal);
        foreach (var error in new[] { forged, silent })
        {
            Assert.Equal(MessageReadFault.TooLarge, error.Fault);
            Assert.Equal(
                "Message msg-123 is too large: its data would have more bytes than that and the reader takes 100,000; raise MessageReaderOptions.MaxDataBytes if you trust its publisher.",
                error.Message);
        }
    }

    [Fact]
    public void An_encoding_that_is_not_known_is_refused()
    {
        var error = Fails(WithHeader(MessageReaderTests.Envelope("""{"data":"aGk="}"""), "encoding", "zstd+base64"));

        Assert.Equal(MessageReadFault.UnknownEncoding, error.Fault);
        Assert.Equal("Message msg-123 is compressed with an encoding other than gzip and br: read it with the library of its publisher.", error.Message);
    }

    [Fact]
    public void Data_that_should_be_base64_and_is_not_is_refused()
    {
        var error = Fails(WithHeader(MessageReaderTests.Envelope("""{"data":"hunter2!"}"""), "encoding", "gzip+base64"));

        Assert.Equal("Message msg-123 cannot be read: its data should be base64 text and is not.", error.Message);
    }

    [Fact]
    public void A_content_type_without_serializer_is_refused()
    {
        var message = new ReceivedMessage { Exchange = "shop.orders", RoutingKey = "order.placed", Body = new byte[3], ContentType = "application/msgpack" };

        var error = Fails(message);

        Assert.Equal(MessageReadFault.UnknownContentType, error.Fault);
        Assert.Equal(
            "A message without id is application/msgpack and the reader knows no serializer for it: add one to MessageReaderOptions.Serializers.", error.Message);
    }

    [Fact]
    public void A_bound_of_nothing_is_refused()
    {
        var error = Assert.Throws<GoQueueConfigurationException>(() => new MessageReader(new MessageReaderOptions { MaxDataBytes = 0 }));

        Assert.Equal("MessageReaderOptions.MaxDataBytes is 0: it must be at least 1.", error.Message);
    }

    private static MessageReadException Fails(ReceivedMessage message, MessageReaderOptions? options = null)
    {
        var error = Assert.Throws<MessageReadException>(() => new MessageReader(options ?? s_options).Read<OrderPlaced>(message));
        Assert.DoesNotContain(Secret, error.ToString(), StringComparison.Ordinal);
        return error;
    }

    private static ReceivedMessage WithHeader(ReceivedMessage message, string name, object value) =>
        message with { Headers = new Dictionary<string, object?>(message.Headers) { [name] = value } };

    private Task<ReceivedMessage> EncryptedAsync(MessageFormat format = MessageFormat.GoQueueEnvelope) =>
        _shop.LandAsync(new OrderPlaced(1, Secret, null), goqueue => goqueue.UseFormat(format).UseEncryption(s_key));

    private Task<ReceivedMessage> CompressedAsync(CompressionAlgorithm algorithm, string customer) => _shop.LandAsync(
        new OrderPlaced(1, customer, null),
        goqueue => goqueue.UseFormat(MessageFormat.Raw).UseCompression(o => o.Algorithm = algorithm));
}
