using GoQueue.Delivery.Operations;
using GoQueue.Transports.RabbitMQ.Channels;
using GoQueue.Transports.RabbitMQ.Frames;
using GoQueue.Transports.RabbitMQ.Wire;

namespace GoQueue.RabbitMQ.Tests.Wire;

/// <summary>Properties and headers fill one frame at most, and a large one keeps no memory.</summary>
public sealed class HeaderFrameTests
{
    private readonly PublishOperationPool _pool = new();

    [Fact]
    public async Task Headers_that_need_two_frames_are_refused_and_leave_no_byte()
    {
        WireRig rig = new();
        WireChannel channel = await OpenAsync(rig);
        int before = rig.Sink.Bytes.Length;

        Assert.Throws<HeaderTooLargeException>(() => channel.Write(Operation(WireRig.FrameMax)));
        channel.Flush();

        Assert.Equal(before, rig.Sink.Bytes.Length);
    }

    [Fact]
    public async Task The_longest_header_frame_that_is_taken_is_as_long_as_the_longest_frame()
    {
        WireRig rig = new();
        WireChannel channel = await OpenAsync(rig);
        int text = WireRig.FrameMax - 200;
        int longest = 0;
        try
        {
            while (true)
            {
                int before = rig.Sink.Bytes.Length;
                channel.Write(Operation(text++));
                channel.Flush();
                longest = LengthOfHeader(rig.Sink.Bytes.AsSpan(before));
            }
        }
        catch (HeaderTooLargeException)
        {
            Assert.Equal(WireRig.FrameMax, longest);
        }
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(WireRig.FrameMax, false)]
    public async Task A_large_header_keeps_no_memory_whether_it_is_sent_or_refused(int frameMax, bool isSent)
    {
        WireRig rig = new();
        rig.Output.LimitFrames(frameMax);
        WireChannel channel = await OpenAsync(rig);
        PublishOperation large = Operation(1_000_000);

        if (isSent)
        {
            Assert.True(channel.Write(large));
            channel.Flush();
        }
        else
        {
            Assert.Throws<HeaderTooLargeException>(() => channel.Write(large));
        }

        channel.Write(Operation(10));
        channel.Flush();
        Assert.Equal(WireChunk.Size, rig.Sink.LastArrayLength);
    }

    private static async Task<WireChannel> OpenAsync(WireRig rig)
    {
        rig.Channels.Take(max: 2_047, count: 1);
        rig.Sink.Allow(long.MaxValue / 4);
        return await rig.OpenAsync();
    }

    private static int LengthOfHeader(ReadOnlySpan<byte> bytes)
    {
        Assert.Equal(FrameReadStatus.Complete, FrameReader.TryRead(bytes, frameMax: 0, out Frame method));
        Assert.Equal(FrameReadStatus.Complete, FrameReader.TryRead(bytes[method.Length..], frameMax: 0, out Frame header));
        Assert.Equal(FrameType.Header, header.Type);
        return header.Length;
    }

    private PublishOperation Operation(int textLength)
    {
        PublishOperation operation = WireRig.Operation(_pool, 10, 1);
        operation.Message.Headers["text"] = new string('x', textLength);
        Assert.Null(MessageGuards.Check(operation));
        return operation;
    }
}
