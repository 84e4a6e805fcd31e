using CsCheck;
using GoQueue.Transports.RabbitMQ.Frames;
using GoQueue.Transports.RabbitMQ.Wire;

namespace GoQueue.RabbitMQ.Tests.Wire;

[Covers<WireDemux>]
public sealed class WireDemuxTests
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Frames_of_our_numbers_are_ours_and_the_rest_is_the_clients_however_they_are_cut()
    {
        foreach (int pieceLength in (int[])[1, 5, 100, 100_000])
        {
            var rig = new WireRig();
            rig.Sink.Allow(long.MaxValue / 4);
            rig.Channels.Take(max: 2_047, count: 1);
            WireChannel channel = await rig.OpenAsync();
            var receiver = new Receiver();
            channel.Open(receiver);
            byte[] clients = [.. WireRig.Method(0, MethodId.ConnectionUnblocked), .. WireRig.Method(1, MethodId.ChannelOpenOk, [0, 0, 0, 0]), .. WireRig.Method(2, MethodId.ConfirmSelectOk)];
            byte[] all =
            [
                .. WireRig.Method(2_047, MethodId.BasicAck, [0, 0, 0, 0, 0, 0, 0, 9, 1]),
                .. clients,
                .. WireRig.Method(2_047, MethodId.BasicNack, [0, 0, 0, 0, 0, 0, 0, 10, 0]),
                .. WireRig.Method(2_047, MethodId.BasicReturn, [1, 56, 2, .. "no"u8, 6, .. "orders"u8, 1, .. "k"u8]),
                .. Content(2_047, "id-1", [1, 2, 3]),
                .. WireRig.Method(2_047, MethodId.ChannelFlow, [0]),
                .. WireRig.Method(2_047, MethodId.ChannelClose, [1, 148, 2, .. "no"u8, 0, 60, 0, 40]),
            ];

            foreach (byte[] piece in all.Chunk(pieceLength))
            {
                rig.Receive(piece);
            }

            Assert.Equal(["ack 9 True", "nack 10 False", "return 312 orders k id-1", "flow False", "closed 404 no"], receiver.Heard);
            Assert.Equal(["unblocked"], rig.Heard);
            byte[] read = new byte[1_000];
            Assert.Equal(clients, read[..await rig.Client.ReadAsync(read, CancellationToken.None)]);
            byte[] answers = rig.Sink.Bytes[^(13 + 12)..];
            Assert.Equal([.. WireRig.Method(2_047, MethodId.ChannelFlowOk, [0]), .. WireRig.Method(2_047, MethodId.ChannelCloseOk)], answers);

            // The number is free again at once.
            Assert.Equal(2_047, (await rig.OpenAsync()).Number);
        }
    }

    [Fact]
    public async Task The_end_of_a_connection_is_known_before_the_client_hears_of_it()
    {
        var rig = new WireRig();
        rig.Receive(WireRig.Method(0, MethodId.ConnectionBlocked, [3, .. "low"u8]));
        rig.Receive(WireRig.Method(0, MethodId.ConnectionClose, [1, 64, 4, .. "shut"u8, 0, 0, 0, 0]));

        Assert.Equal(["blocked low", "close 320 shut"], rig.Heard);
        Assert.True(await rig.Client.ReadAsync(new byte[1_000], CancellationToken.None) > 0);
    }

    [Fact]
    public void Random_bytes_end_the_connection_and_nothing_else() => Gen.Byte.Array[1, 2_000].Sample(
        static bytes =>
        {
            var rig = new WireRig();
            rig.Channels.Take(max: 255, count: 200);
            ReceiveAll(rig, bytes);
        },
        iter: 5_000);

    [Fact]
    public async Task Good_frames_with_some_bytes_changed_end_the_connection_and_nothing_else()
    {
        byte[] good =
        [
            .. WireRig.Method(255, MethodId.BasicAck, [0, 0, 0, 0, 0, 0, 0, 9, 1]),
            .. WireRig.Method(255, MethodId.BasicReturn, [1, 56, 2, .. "no"u8, 6, .. "orders"u8, 1, .. "k"u8]),
            .. Content(255, "id-1", [1, 2, 3]),
            .. WireRig.Method(0, MethodId.ConnectionBlocked, [3, .. "low"u8]),
            .. WireRig.Method(255, MethodId.ChannelClose, [1, 148, 2, .. "no"u8, 0, 60, 0, 40]),
        ];
        var rig = new WireRig();
        rig.Channels.Take(max: 255, count: 1);
        await rig.OpenAsync();
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte).Array[1, 4].Sample(
            changes =>
            {
                var changed = new WireRig();
                changed.Channels.Take(max: 255, count: 1);
                Task<WireChannel> opening = changed.Channels.OpenAsync(CancellationToken.None);
                byte[] bytes = [.. good];
                foreach ((int at, byte value) in changes)
                {
                    bytes[at] = value;
                }

                ReceiveAll(changed, bytes);
                _ = opening.ContinueWith(static ended => _ = ended.Exception, TaskScheduler.Default);
            },
            iter: 5_000);
    }

    [Fact]
    public void A_frame_longer_than_agreed_ends_the_connection_and_allocates_nothing()
    {
        var rig = new WireRig();
        byte[] head = [1, 0, 1, 0x7F, 0xFF, 0xFF, 0xFF];
        head.CopyTo(rig.Demux.Room);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<InvalidDataException>(() => rig.Demux.Advance(7));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
    }

    [Fact]
    public async Task Only_frames_that_came_make_a_heartbeat_for_the_client()
    {
        var rig = new WireRig();
        rig.Sink.Allow(long.MaxValue / 4);
        rig.Channels.Take(max: 2_047, count: 1);
        WireChannel channel = await rig.OpenAsync();
        channel.Open(new Receiver());
        rig.Demux.Agree(WireRig.FrameMax, TimeSpan.FromMilliseconds(4));
        Task<int> read = rig.Client.ReadAsync(new byte[100], CancellationToken.None).AsTask();
        Assert.False(read.IsCompleted);

        while (!read.IsCompleted)
        {
            rig.Receive(WireRig.Method(2_047, MethodId.BasicAck, [0, 0, 0, 0, 0, 0, 0, 1, 0]));
            await Task.Yield();
        }

        Assert.Equal(8, await read.WaitAsync(SoonEnough));
    }

    private static void ReceiveAll(WireRig rig, byte[] bytes)
    {
        try
        {
            rig.Receive(bytes);
        }
        catch (InvalidDataException)
        {
            // The connection ends.
            return;
        }
    }

    private static byte[] Content(int channel, string id, byte[] body)
    {
        byte[] bytes = new byte[500];
        var writer = new FrameWriter(bytes);
        var message = new GoQueue.Messages.OutgoingMessage { MessageId = id };
        message.Body.Write(body);
        writer.Header((ushort)channel, message);
        writer.Body((ushort)channel, body, WireRig.FrameMax);
        return bytes[..writer.Length];
    }

    private sealed class Receiver : IPublishReceiver
    {
        public List<string> Heard { get; } = [];

        public void OnAnswer(ulong tag, bool multiple, bool isAck) => Heard.Add($"{(isAck ? "ack" : "nack")} {tag} {multiple}");

        public void OnReturn(in WireReturn returned) => Heard.Add($"return {returned.Code} {returned.Exchange} {returned.RoutingKey} {returned.MessageId}");

        public void OnFlow(bool isActive) => Heard.Add($"flow {isActive}");

        public void OnClosed(WireEnd end, long left) => Heard.Add($"closed {end.Code} {end.Text}");
    }
}
