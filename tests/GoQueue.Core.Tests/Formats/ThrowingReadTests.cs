using System.Text.Json;
using System.Text.Json.Serialization;
using GoQueue.Core.Tests.Harness;
using GoQueue.Formats;
using Xunit;

namespace GoQueue.Core.Tests.Formats;

/// <summary>
/// Whatever a converter throws while a message is read, the reader's caller gets its own exception, without the data.
/// </summary>
public sealed class ThrowingReadTests
{
    private readonly Shop _shop = new();

    [Theory]
    [InlineData("FormatException")]
    [InlineData("InvalidCastException")]
    [InlineData("KeyNotFoundException")]
    [InlineData("OverflowException")]
    [InlineData("IOException")]
    [InlineData("OperationCanceledException")]
    public async Task An_exception_of_a_converter_becomes_a_MessageReadException_without_its_text(string type)
    {
        await using var publisher = _shop.Publisher();
        await publisher.PublishAsync(GoQueueMessage.Create().Id("m-1").Topic("shop.orders").Action("code.read").Data(JsonSerializer.SerializeToUtf8Bytes(new { code = $"{type} s3cret" })).Build());

        var failure = Assert.Throws<MessageReadException>(() => new MessageReader().Read<CodeRead>(Assert.Single(_shop.Queue.Messages)));

        Assert.Equal((MessageReadFault.Malformed, "m-1"), (failure.Fault, failure.MessageId));
        Assert.Contains($"is no CodeRead in JSON ({type}).", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_serializer_that_reads_null_is_a_malformed_message()
    {
        await using var publisher = _shop.Publisher(static goqueue => goqueue.UseFormat(MessageFormat.Raw));
        await publisher.PublishAsync(GoQueueMessage.Create().Topic("shop.orders").Action("code.read").ContentType("application/x-null").Data("1"u8).Build());
        var reader = new MessageReader(new MessageReaderOptions { Serializers = [new NullSerializer()] });

        var failure = Assert.Throws<MessageReadException>(() => reader.Read<CodeRead>(Assert.Single(_shop.Queue.Messages)));

        Assert.Equal(MessageReadFault.Malformed, failure.Fault);
    }

    private sealed class NullSerializer : IPayloadSerializer
    {
        public string ContentType => "application/x-null";

        public void Serialize<T>(T message, System.Buffers.IBufferWriter<byte> output)
            where T : IGoQueueEvent<T>
        {
        }

        public T Deserialize<T>(ReadOnlyMemory<byte> data)
            where T : IGoQueueEvent<T>
            => default!;
    }
}

[GoQueueEvent("shop.orders", "code.read", "1.0")]
internal sealed partial record CodeRead
{
    [JsonConverter(typeof(ThrowingConverter))]
    public string? Code { get; init; }
}

/// <summary>Throws what the text names, and quotes it.</summary>
internal sealed class ThrowingConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.GetString()!;
        throw text.Split(' ')[0] switch
        {
            "FormatException" => new FormatException(text),
            "InvalidCastException" => new InvalidCastException(text),
            "KeyNotFoundException" => new KeyNotFoundException(text),
            "OverflowException" => new OverflowException(text),
            "IOException" => new IOException(text),
            _ => new OperationCanceledException(text),
        };
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
