using System.Buffers.Binary;
using CsCheck;
using GoQueue.Transports.RabbitMQ.Frames;

namespace GoQueue.RabbitMQ.Tests.Frames;

[Covers(typeof(FrameReader))]
public sealed class FrameReaderTests
{
    [Fact]
    public void A_written_message_is_read_back_frame_by_frame() => Gen.Select(OutgoingMessages.All, Gen.Int[0, 20_000], Gen.Int[4_096, 9_000]).Sample(
        static (message, size, frameMax) =>
        {
            message.Body.Write(new byte[size]);
            byte[] bytes = new byte[1 << 17];
            var writer = new FrameWriter(bytes);
            writer.Publish(7, "orders", "order.placed", mandatory: true);
            writer.Header(7, message);
            writer.Body(7, message.Body.WrittenSpan, frameMax);
            ReadOnlySpan<byte> rest = bytes.AsSpan(0, writer.Length);

            // A header frame may be larger than the limit that the body is cut for: headers are checked before they are
            // written.
            rest = Next(rest, 0, out Frame method);
            Assert.True(FrameReader.TryMethod(method, out MethodId id, out _));
            Assert.Equal(MethodId.BasicPublish, id);
            rest = Next(rest, 0, out Frame header);
            Assert.True(FrameReader.TryHeader(header, out ulong bodyLength, out string? messageId, out string? clusterId));
            Assert.Equal(((ulong)size, message.MessageId, message.Repetition == 0 ? null : $"{message.Repetition}"), (bodyLength, messageId, clusterId));
            int read = 0;
            while (rest.Length > 0)
            {
                rest = Next(rest, frameMax, out Frame body);
                Assert.Equal((FrameType.Body, 7), (body.Type, body.Channel));
                read += body.Payload.Length;
            }

            Assert.Equal(size, read);
        },
        iter: 300);

    [Fact]
    public void Random_bytes_never_throw_and_never_read_beyond_their_end() => Gen.Byte.Array[0, 600].Sample(static bytes => ReadAll(bytes), iter: 20_000);

    [Fact]
    public void A_good_message_with_some_bytes_changed_never_throws() => Gen.Select(OutgoingMessages.All, Gen.Select(Gen.Int[0, 1 << 17], Gen.Byte).Array[1, 8], Gen.Double.Unit).Sample(
        static (message, changes, share) =>
        {
            byte[] bytes = new byte[1 << 17];
            var writer = new FrameWriter(bytes);
            writer.Publish(1, "orders", "order.placed", mandatory: true);
            writer.Header(1, message);
            writer.Method(1, MethodId.BasicAck, [0, 0, 0, 0, 0, 0, 0, 9, 1]);
            int length = writer.Length;
            foreach ((int position, byte value) in changes)
            {
                bytes[position % length] = value;
            }

            ReadAll(bytes.AsSpan(0, (int)(length * share)));
        },
        iter: 2_000);

    [Theory]
    [InlineData(uint.MaxValue, 0)]
    [InlineData(int.MaxValue, 0)]
    [InlineData(4_089u, 4_096)]
    public void A_length_over_the_limit_is_malformed_before_its_bytes_arrive(uint length, int frameMax)
    {
        byte[] head = [1, 0, 1, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(3), length);

        Assert.Equal(FrameReadStatus.Malformed, FrameReader.TryRead(head, frameMax, out _));
    }

    [Fact]
    public void A_frame_at_the_limit_is_read()
    {
        byte[] bytes = new byte[4_096];
        bytes[0] = (byte)FrameType.Body;
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(3), 4_088);
        bytes[^1] = FrameFormat.End;

        Assert.Equal(FrameReadStatus.Complete, FrameReader.TryRead(bytes, 4_096, out Frame frame));
        Assert.Equal((4_096, 4_088), (frame.Length, frame.Payload.Length));
        Assert.Equal(FrameReadStatus.Incomplete, FrameReader.TryRead(bytes.AsSpan(0, 4_095), 4_096, out _));
        bytes[^1] = 0;
        Assert.Equal(FrameReadStatus.Malformed, FrameReader.TryRead(bytes, 4_096, out _));
    }

    [Fact]
    public void Every_beginning_of_a_frame_is_incomplete()
    {
        byte[] bytes = new byte[64];
        var writer = new FrameWriter(bytes);
        writer.Method(3, MethodId.BasicAck, [0, 0, 0, 0, 0, 0, 0, 9, 1]);
        for (int length = 0; length < writer.Length; length++)
        {
            Assert.Equal(FrameReadStatus.Incomplete, FrameReader.TryRead(bytes.AsSpan(0, length), 4_096, out _));
        }
    }

    [Fact]
    public void Confirms_returns_and_closes_are_read()
    {
        Assert.Equal((9UL, true), Confirm([0, 0, 0, 0, 0, 0, 0, 9, 1]));
        Assert.Equal((256UL, false), Confirm([0, 0, 0, 0, 0, 0, 1, 0, 2]));
        Assert.False(FrameReader.TryConfirm(new FieldReader([0, 0, 0, 0, 0, 0, 0, 9]), out _, out _));
        Assert.False(FrameReader.TryConfirm(new FieldReader([0, 0, 0]), out _, out _));

        byte[] returned = [1, 56, 8, .. "NO_ROUTE"u8, 6, .. "orders"u8, 1, .. "k"u8];
        Assert.True(FrameReader.TryReturn(new FieldReader(returned), out ushort returnCode, out string exchange, out string routingKey));
        Assert.Equal((312, "orders", "k"), (returnCode, exchange, routingKey));
        Assert.False(FrameReader.TryReturn(new FieldReader(returned.AsSpan(0, returned.Length - 1)), out _, out _, out _));

        byte[] closed = [1, 148, 9, .. "NOT_FOUND"u8, 0, 60, 0, 40];
        Assert.True(FrameReader.TryClose(new FieldReader(closed), out ushort closeCode, out string text, out MethodId cause));
        Assert.Equal((404, "NOT_FOUND", MethodId.BasicPublish), (closeCode, text, cause));
        Assert.False(FrameReader.TryClose(new FieldReader(closed.AsSpan(0, 8)), out _, out _, out _));
    }

    [Fact]
    public void Lengths_inside_a_payload_drive_no_allocation()
    {
        // A header whose table claims 4 GB, and a long one whose properties are all there but the id.
        byte[] frame = new byte[4_096];
        frame[0] = (byte)FrameType.Header;
        frame[8] = 60;
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(19), 1 << 13);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(21), uint.MaxValue);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(3), 4_088);
        frame[^1] = FrameFormat.End;
        ReadAll(frame);
        long before = GC.GetAllocatedBytesForCurrentThread();
        ReadAll(frame);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_024);
    }

    private static (ulong Tag, bool Multiple) Confirm(byte[] arguments)
    {
        Assert.True(FrameReader.TryConfirm(new FieldReader(arguments), out ulong tag, out bool multiple));
        return (tag, multiple);
    }

    private static ReadOnlySpan<byte> Next(ReadOnlySpan<byte> bytes, int frameMax, out Frame frame)
    {
        Assert.Equal(FrameReadStatus.Complete, FrameReader.TryRead(bytes, frameMax, out frame));
        return bytes[frame.Length..];
    }

    /// <summary>Reads as a connection does, and every frame in every way.</summary>
    private static void ReadAll(ReadOnlySpan<byte> bytes)
    {
        while (FrameReader.TryRead(bytes, frameMax: 0, out Frame frame) == FrameReadStatus.Complete)
        {
            Assert.InRange(frame.Length, FrameFormat.Overhead, bytes.Length);
            FrameReader.TryMethod(frame, out _, out FieldReader arguments);
            FrameReader.TryConfirm(arguments, out _, out _);
            FrameReader.TryReturn(arguments, out _, out _, out _);
            FrameReader.TryClose(arguments, out _, out _, out _);
            FrameReader.TryHeader(frame, out _, out _, out _);
            bytes = bytes[frame.Length..];
        }
    }
}
