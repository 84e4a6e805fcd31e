using CsCheck;
using GoQueue.Transports.RabbitMQ.Frames;
using GoQueue.Transports.RabbitMQ.Wire;

namespace GoQueue.RabbitMQ.Tests.Wire;

/// <summary>A client of another version may write frames in any pieces: here one that does.</summary>
[Covers<ClientHalf>]
public sealed class ClientHalfTests
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(1)]
    [InlineData(13)]
    [InlineData(170)]
    [InlineData(100_000)]
    public void Writes_of_one_byte_half_frames_or_ten_frames_leave_as_whole_frames(int pieceLength)
    {
        var rig = new WireRig();
        byte[] all = [.. "AMQP\0\0\x09\x01"u8, .. Enumerable.Range(0, 40).SelectMany(static i => WireRig.Method(i % 3, (MethodId)(0x0A000A + i), new byte[i]))];
        byte[][] sent = [.. all.Chunk(pieceLength)];
        foreach (byte[] piece in sent)
        {
            int before = rig.Sink.Bytes.Length;
            rig.Sink.Allow(long.MaxValue / 8);
            rig.Client.Write(piece);
            byte[] after = rig.Sink.Bytes;
            Assert.True(EndsWithFrame(after.AsSpan(before)), "a piece of a frame left");
        }

        Assert.Equal(all, rig.Sink.Bytes);
        Assert.Empty(rig.Failures);
    }

    [Fact]
    public void A_channel_number_of_ours_ends_the_connection_before_the_frame_leaves()
    {
        var rig = new WireRig();
        rig.Sink.Allow(long.MaxValue / 4);
        rig.Channels.Take(max: 7, count: 5);
        rig.Client.Write([.. "AMQP\0\0\x09\x01"u8, .. WireRig.Method(2, MethodId.ChannelOpen, [0])]);
        int before = rig.Sink.Bytes.Length;

        rig.Client.Write(WireRig.Method(3, MethodId.ChannelOpen, [0]).AsSpan(0, 7));

        Assert.Matches(@"^RabbitMQ\.Client 7\.[0-9.]+ uses channel 3, which belongs to GoQueue, and GoQueue cannot share a connection with it: use a version that GoQueue was tested with \(7\.2\.2\)\.$", Assert.Single(rig.Failures).Message);
        Assert.Equal(before, rig.Sink.Bytes.Length);
    }

    [Fact]
    public void Random_bytes_of_the_client_end_the_connection_and_nothing_else() => Gen.Byte.Array[1, 300].Array[1, 8].Sample(
        static pieces =>
        {
            var rig = new WireRig();
            rig.Sink.Allow(long.MaxValue / 4);
            rig.Client.Write("AMQP\0\0\x09\x01"u8);
            foreach (byte[] piece in pieces)
            {
                rig.Client.Write(piece);
            }

            Assert.All(rig.Failures, static failure => Assert.IsType<InvalidDataException>(failure));
        },
        iter: 2_000);

    [Fact]
    public async Task What_is_received_is_read_in_order_in_pieces_of_any_size_and_before_the_end()
    {
        var rig = new WireRig();
        Task<byte[]> reading = Task.Run(async () =>
        {
            var read = new List<byte>();
            byte[] buffer = new byte[100];
            try
            {
                while (true)
                {
                    int count = await rig.Client.ReadAsync(buffer, CancellationToken.None);
                    read.AddRange(buffer[..count]);
                }
            }
            catch (IOException)
            {
                return (byte[])[.. read];
            }
        });
        byte[] all = new byte[300_000];
        Random.Shared.NextBytes(all);
        foreach (byte[] piece in all.Chunk(777))
        {
            rig.Client.Give(piece);
        }

        rig.Client.End(new IOException("closed"));

        Assert.Equal(all, await reading.WaitAsync(SoonEnough));
        await Assert.ThrowsAsync<IOException>(() => rig.Client.ReadAsync(new byte[1], CancellationToken.None).AsTask());
    }

    [Fact]
    public async Task A_cancelled_read_takes_nothing_away_from_the_next_one()
    {
        var rig = new WireRig();
        using var cancellation = new CancellationTokenSource();
        byte[] given = new byte[16];
        Task<int> cancelled = rig.Client.ReadAsync(given, cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        var failure = await Assert.ThrowsAsync<OperationCanceledException>(() => cancelled.WaitAsync(SoonEnough));
        Assert.Equal(cancellation.Token, failure.CancellationToken);
        rig.Client.Give("acks"u8);
        byte[] next = new byte[16];
        Assert.Equal(4, await rig.Client.ReadAsync(next, CancellationToken.None));
        Assert.Equal("acks"u8, next.AsSpan(0, 4));
        Assert.All(given, static value => Assert.Equal(0, value));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rig.Client.ReadAsync(new byte[1], new CancellationToken(canceled: true)).AsTask());
    }

    [Fact]
    public void A_client_that_does_not_read_costs_a_megabyte_and_then_its_connection()
    {
        var rig = new WireRig();
        byte[] piece = new byte[100_000];

        var failure = Assert.Throws<InvalidDataException>(() =>
        {
            for (int i = 0; i < 11; i++)
            {
                rig.Client.Give(piece);
            }
        });

        Assert.Equal("RabbitMQ.Client has left 1,000,000 bytes of the connection unread.", failure.Message);
    }

    private static bool EndsWithFrame(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (bytes.StartsWith("AMQP"u8))
            {
                bytes = bytes[8..];
            }
            else if (FrameReader.TryRead(bytes, 0, out Frame frame) == FrameReadStatus.Complete)
            {
                bytes = bytes[frame.Length..];
            }
            else
            {
                return false;
            }
        }

        return true;
    }
}
