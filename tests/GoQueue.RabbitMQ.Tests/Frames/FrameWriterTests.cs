using System.Buffers.Binary;
using CsCheck;
using GoQueue.Messages;
using GoQueue.Transports.RabbitMQ.Frames;
using RabbitMQ.Client;

namespace GoQueue.RabbitMQ.Tests.Frames;

/// <summary>The oracle is RabbitMQ.Client: what it writes for the same message, byte for byte.</summary>
[Covers(typeof(FieldWriter))]
[Covers(typeof(FrameWriter))]
public sealed class FrameWriterTests
{
    private const int Room = 1 << 17;

    [Fact]
    public void Properties_and_headers_are_the_clients_byte_for_byte() => OutgoingMessages.All.Sample(
        static message =>
        {
            byte[] expected = ClientProperties(message);
            byte[] written = Write(message, out int length);

            Assert.Equal(expected.Length, length);
            Assert.Equal(expected, written[19..^1]);
            Assert.Equal(FrameFormat.End, written[^1]);
            Assert.Equal((2, 0x1234, written.Length - 8), (written[0], BinaryPrimitives.ReadUInt16BigEndian(written.AsSpan(1)), BinaryPrimitives.ReadInt32BigEndian(written.AsSpan(3))));
        },
        iter: 2_000);

    [Fact]
    public void A_value_that_amqp_has_no_type_for_throws_and_names_its_type()
    {
        foreach (object value in new object[] { 1UL, Guid.Empty, DateTime.UnixEpoch, new System.Collections.Hashtable(), decimal.MaxValue, 4294967295m })
        {
            var message = new OutgoingMessage();
            message.Headers["nested"] = new List<object?> { new Dictionary<string, object?> { ["value"] = value } };

            NotSupportedException exception = Assert.Throws<NotSupportedException>(() => Write(message, out _));
            Assert.Contains(value is decimal ? "decimal" : value.GetType().ToString(), exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_short_string_takes_255_bytes_and_not_256()
    {
        Assert.Equal(256 + 19 + 2 + 4 + 1 + 1, WriteWithId(new string('x', 255)));
        Assert.Equal(256 + 19 + 2 + 4 + 1 + 1, WriteWithId(new string('é', 127) + "x"));
        Assert.Throws<ArgumentOutOfRangeException>(static () => WriteWithId(new string('x', 256)));
        Assert.Throws<ArgumentOutOfRangeException>(static () => WriteWithId(new string('é', 128)));
    }

    [Fact]
    public void Room_that_is_too_small_throws_and_writes_nothing_beyond_it() => Gen.Select(OutgoingMessages.All, Gen.Double.Unit).Sample(
        static (message, share) =>
        {
            byte[] whole = Write(message, out _);
            byte[] room = new byte[whole.Length + 16];
            int length = (int)(whole.Length * share);

            Assert.ThrowsAny<Exception>(() =>
            {
                var writer = new FrameWriter(room.AsSpan(0, length));
                writer.Header(0x1234, message);
            });
            Assert.All(room[length..], static value => Assert.Equal(0, value));
        },
        iter: 500);

    [Theory]
    [InlineData(8192)] // the least that RabbitMQ takes from 4.1 on
    [InlineData(12288)]
    [InlineData(131072)]
    public async Task A_message_is_cut_into_the_frames_that_the_client_writes(int frameMax)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        await using RecordedClient client = await RecordedClient.ConnectAsync(frameMax, cancellationToken);
        int payload = frameMax - FrameFormat.Overhead;
        foreach (int size in new[] { 0, 1, payload - 1, payload, payload + 1, (2 * payload) - 1, 2 * payload, (2 * payload) + 1, frameMax, 5 * frameMax })
        {
            var message = new OutgoingMessage { Exchange = "", RoutingKey = "nobody.binds.this", MessageId = "id-1", ContentType = "application/json", Type = "t", AppId = "a", Persistent = true, Timestamp = DateTimeOffset.FromUnixTimeSeconds(1_795_422_462) };
            message.Headers["source"] = "test";
            message.Body.Write(Bytes(size));

            byte[] expected = await client.PublishAsync(message, Properties(message), cancellationToken);

            Assert.Equal(expected, WriteWhole(client.ChannelNumber, message, frameMax));
            Assert.Equal(FrameFormat.BodyFrames(size, frameMax), CountFrames(expected, FrameType.Body));
        }
    }

    [Fact]
    public void A_frame_maximum_of_0_means_one_body_frame()
    {
        Assert.Equal(0, FrameFormat.BodyFrames(0, frameMax: 0));
        Assert.Equal(1, FrameFormat.BodyFrames(int.MaxValue, frameMax: 0));
        Assert.Equal(3, FrameFormat.BodyFrames(2 * 4088 + 1, frameMax: 4096));
    }

    [Fact]
    public void The_bound_of_a_publish_holds_for_the_longest_names()
    {
        byte[] room = new byte[FrameWriter.PublishLength(headerBound: 0)];
        var writer = new FrameWriter(room);
        writer.Publish(ushort.MaxValue, new string('e', 255), new string('k', 255), mandatory: true);

        Assert.Equal(room.Length, writer.Length + 14 + FrameFormat.Overhead);
    }

    [Fact]
    public void Writing_a_message_allocates_nothing()
    {
        var message = new OutgoingMessage { MessageId = "id-1", ContentType = "application/json", Type = "order.placed", AppId = "shop", Timestamp = DateTimeOffset.UnixEpoch.AddDays(1) };
        message.Headers["source"] = "shop";
        message.Headers["attempt"] = 1;
        byte[] room = new byte[Room];
        long Measure()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++)
            {
                var writer = new FrameWriter(room);
                writer.Publish(1, "orders", "order.placed", mandatory: true);
                writer.Header(1, message);
                writer.Body(1, room.AsSpan(0, 100), frameMax: 4096);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Measure();
        Assert.Equal(0, Measure());
    }

    private static byte[] Bytes(int size)
    {
        byte[] bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    }

    private static int WriteWithId(string id)
    {
        byte[] written = Write(new OutgoingMessage { MessageId = id, ContentType = null!, Type = null!, AppId = null!, Timestamp = DateTimeOffset.UnixEpoch }, out _);
        return written.Length;
    }

    private static byte[] Write(OutgoingMessage message, out int length)
    {
        byte[] room = new byte[Room];
        var writer = new FrameWriter(room);
        length = writer.Header(0x1234, message);
        return room[..writer.Length];
    }

    private static byte[] WriteWhole(ushort channel, OutgoingMessage message, int frameMax)
    {
        byte[] room = new byte[2 * Room + message.Body.Length * 2];
        var writer = new FrameWriter(room);
        writer.Publish(channel, message.Exchange, message.RoutingKey, mandatory: false);
        writer.Header(channel, message);
        writer.Body(channel, message.Body.WrittenSpan, frameMax);
        return room[..writer.Length];
    }

    private static int CountFrames(byte[] bytes, FrameType type)
    {
        int count = 0;
        ReadOnlySpan<byte> rest = bytes;
        while (rest.Length > 0)
        {
            Assert.Equal(FrameReadStatus.Complete, FrameReader.TryRead(rest, frameMax: 0, out Frame frame));
            count += frame.Type == type ? 1 : 0;
            rest = rest[frame.Length..];
        }

        return count;
    }

    private static byte[] ClientProperties(OutgoingMessage message)
    {
        IAmqpWriteable properties = Properties(message);
        byte[] bytes = new byte[properties.GetRequiredBufferSize()];
        Assert.Equal(bytes.Length, properties.WriteTo(bytes));
        return bytes;
    }

    private static BasicProperties Properties(OutgoingMessage message) => new()
    {
        ContentType = message.ContentType,
        ContentEncoding = message.ContentEncoding,
        Headers = new Dictionary<string, object?>(message.Headers),
        DeliveryMode = message.Persistent ? DeliveryModes.Persistent : DeliveryModes.Transient,
        Priority = message.Priority,
        CorrelationId = message.CorrelationId,
        ReplyTo = message.ReplyTo,
        Expiration = message.Expiration,
        MessageId = message.MessageId,
        Timestamp = new AmqpTimestamp(message.Timestamp.ToUnixTimeSeconds()),
        Type = message.Type,
        AppId = message.AppId,
        ClusterId = message.Repetition == 0 ? null : message.Repetition.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}
