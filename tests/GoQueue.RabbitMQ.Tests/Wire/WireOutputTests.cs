using CsCheck;
using GoQueue.Delivery.Operations;
using GoQueue.Transports.RabbitMQ.Frames;
using GoQueue.Transports.RabbitMQ.Wire;
using Microsoft.Extensions.Time.Testing;

namespace GoQueue.RabbitMQ.Tests.Wire;

[Covers<WireOutput>]
public sealed class WireOutputTests
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(30);

    [Fact]
    public void Frames_of_channels_and_client_leave_whole_and_in_order_however_few_bytes_the_socket_takes() => Gen.Select(
        Gen.Select(Gen.Int[0, 3], Gen.Frequency((3, Gen.Int[0, 600]), (1, Gen.Int[7_000, 40_000]))).Array[1, 30], Gen.Int[1, 70_000], Gen.Int[100, 100_000]).Sample(
        static (steps, mostPerSend, mostBytes) =>
        {
            var sink = new FakeSink { MostPerSend = mostPerSend, MostBytes = mostBytes };
            var rig = new WireRig(sink);
            rig.Channels.Take(max: 2_047, count: 3);
            WireChannel[] channels = [.. Enumerable.Range(0, 3).Select(i => new WireChannel((ushort)(2_045 + i), rig.Output))];
            foreach (WireChannel channel in channels)
            {
                _ = channel.BeginAsync();
            }

            // The client's greeting, then what is published, some of it while bytes of earlier messages are leaving.
            rig.Client.Write("AMQP\0\0\x09\x01"u8);
            var pool = new PublishOperationPool();
            byte number = 0;
            foreach ((int who, int size) in steps)
            {
                if (who == 3)
                {
                    rig.Client.Write(WireRig.Method(0, (MethodId)(0x0A0000 + number)));
                }
                else
                {
                    Assert.True(channels[who].Write(WireRig.Operation(pool, size, number)));
                    channels[who].Flush();
                }

                sink.Allow(size / 2);
                number++;
            }

            sink.Allow(long.MaxValue / 4);
            rig.Output.Flush(now: true);
            long own = steps.Index().Where(static step => step.Item.Item1 < 3).Sum(static step => Length(step.Item.Item2, step.Index)) + (3 * 26);
            Assert.True(SpinWait.SpinUntil(() => rig.Output.Left == own, SoonEnough), "not everything left");

            // Left counts bytes from the moment in which the socket gets them: the last of them may still be on their way into it.
            int clients = steps.Count(static step => step.Item1 == 3);
            long all = own + 8 + (clients * WireRig.Method(0, (MethodId)0x0A0000).Length);
            Assert.True(SpinWait.SpinUntil(() => sink.Bytes.Length == all, SoonEnough), "bytes are missing");
            Assert.Equal(clients, Check(sink.Bytes, steps).Clients);
            Assert.True(SpinWait.SpinUntil(() => pool.Idle.Operations.Count == steps.Count(static step => step.Item1 < 3 && step.Item2 >= 8_192), SoonEnough), "a body on loan did not come back");
        },
        iter: 300);

    [Fact]
    public async Task The_clients_frames_leave_at_the_next_end_of_a_frame_before_queued_messages()
    {
        var rig = new WireRig();
        rig.Channels.Take(max: 2_047, count: 1);
        rig.Sink.Allow(26);
        WireChannel channel = await rig.OpenAsync();
        var pool = new PublishOperationPool();
        channel.Write(WireRig.Operation(pool, 1_000_000, 1));
        channel.Write(WireRig.Operation(pool, 100, 2));
        rig.Sink.Allow(500);
        channel.Flush();

        rig.Client.Write("AMQP\0\0\x09\x01"u8);
        rig.Client.Write(WireRig.Method(0, MethodId.ConnectionCloseOk));
        rig.Sink.Allow(long.MaxValue / 4);

        Assert.True(SpinWait.SpinUntil(() => rig.Sink.Bytes.Length > 1_000_000, SoonEnough));
        int at = rig.Sink.Bytes.AsSpan().IndexOf("AMQP"u8);
        Assert.InRange(at, 500, 500 + (2 * WireRig.FrameMax));
    }

    [Fact]
    public async Task A_body_on_loan_does_not_come_back_before_its_bytes_have_left_or_the_output_has_ended()
    {
        foreach (bool ends in (bool[])[false, true])
        {
            var rig = new WireRig();
            rig.Channels.Take(max: 2_047, count: 1);
            rig.Sink.Allow(26);
            WireChannel channel = await rig.OpenAsync();
            var pool = new PublishOperationPool();
            channel.Write(WireRig.Operation(pool, 50_000, 1));
            rig.Sink.Allow(49_000);
            channel.Flush();
            Assert.True(SpinWait.SpinUntil(() => rig.Sink.Bytes.Length == 49_026, SoonEnough));
            Assert.Empty(pool.Idle.Operations);

            if (ends)
            {
                rig.Output.End();
                rig.Sink.Failure = new IOException("closed");
            }

            rig.Sink.Allow(long.MaxValue / 4);

            Assert.True(SpinWait.SpinUntil(() => pool.Idle.Operations.Count == 1, SoonEnough));
            Assert.Equal(ends, rig.Sink.Bytes.Length == 49_026);
        }
    }

    [Fact]
    public async Task A_body_on_loan_comes_back_if_the_output_ends_during_a_send_that_fills_the_socket()
    {
        var rig = new WireRig();
        rig.Channels.Take(max: 2_047, count: 1);
        rig.Sink.Allow(26);
        WireChannel channel = await rig.OpenAsync();
        var pool = new PublishOperationPool();
        channel.Write(WireRig.Operation(pool, 50_000, 1));
        rig.Sink.Allow(20_000);
        rig.Sink.OnSend = rig.Output.End;

        channel.Flush();

        Assert.Single(pool.Idle.Operations);
    }

    [Fact]
    public async Task A_close_that_crosses_the_brokers_puts_nothing_behind_close_ok()
    {
        var rig = new WireRig();
        rig.Channels.Take(max: 2_047, count: 1);
        rig.Sink.Allow(long.MaxValue / 4);
        WireChannel channel = await rig.OpenAsync();
        int before = rig.Sink.Bytes.Length;
        Task closing = Task.CompletedTask;
        rig.Sink.OnSend = () => closing = channel.CloseAsync();

        // 404, no text, caused by basic.publish.
        rig.Receive(WireRig.Method(rig.Channels.First, MethodId.ChannelClose, [0x01, 0x94, 0, 0, 60, 0, 40]));

        await closing.WaitAsync(SoonEnough);
        Assert.Equal(WireRig.Method(rig.Channels.First, MethodId.ChannelCloseOk), rig.Sink.Bytes[before..]);
        Assert.Equal(channel.Number, (await rig.OpenAsync()).Number);
    }

    [Fact]
    public async Task A_close_of_the_brokers_that_crosses_ours_is_answered_and_awaits_the_brokers_answer()
    {
        var rig = new WireRig();
        rig.Channels.Take(max: 2_047, count: 1);
        rig.Sink.Allow(long.MaxValue / 4);
        WireChannel channel = await rig.OpenAsync();
        Task closing = channel.CloseAsync();
        int before = rig.Sink.Bytes.Length;

        rig.Receive(WireRig.Method(rig.Channels.First, MethodId.ChannelClose, [0x01, 0x94, 0, 0, 60, 0, 40]));

        Assert.Equal(WireRig.Method(rig.Channels.First, MethodId.ChannelCloseOk), rig.Sink.Bytes[before..]);
        Assert.False(closing.IsCompleted);
        rig.Receive(WireRig.Method(rig.Channels.First, MethodId.ChannelCloseOk));
        await closing.WaitAsync(SoonEnough);
    }

    [Fact]
    public async Task A_send_that_fails_is_reported_once_and_nothing_is_taken_afterwards()
    {
        var rig = new WireRig();
        rig.Channels.Take(max: 2_047, count: 1);
        rig.Sink.Allow(long.MaxValue / 4);
        WireChannel channel = await rig.OpenAsync();
        var pool = new PublishOperationPool();
        long before = rig.Output.Left;
        rig.Sink.Failure = new IOException("reset");

        Assert.True(channel.Write(WireRig.Operation(pool, 50_000, 1)));
        channel.Flush();

        Assert.Equal("reset", Assert.Single(rig.Failures).Message);
        Assert.Single(pool.Idle.Operations);
        Assert.False(channel.Write(WireRig.Operation(pool, 100, 2)));
        Assert.True(rig.Output.Left > before, "what was being sent may have left");
    }

    [Fact]
    public async Task What_is_unsent_has_a_bound_and_those_who_wait_hear_of_room()
    {
        var rig = new WireRig();
        rig.Channels.Take(max: 2_047, count: 1);
        rig.Sink.Allow(26);
        WireChannel channel = await rig.OpenAsync();
        var pool = new PublishOperationPool();
        using var roomed = new ManualResetEventSlim();
        rig.Output.GiveRoomBy(roomed.Set);
        int messages = 0;
        for (; !channel.IsFull && messages < 10_000; messages++)
        {
            channel.Write(WireRig.Operation(pool, 1_000, 1));
            channel.Flush();
        }

        channel.WantRoom();

        Assert.InRange(messages, 200, 300);
        Assert.False(roomed.IsSet);
        rig.Sink.Allow(long.MaxValue / 4);
        Assert.True(roomed.Wait(SoonEnough));
        Assert.False(channel.IsFull);
    }

    [Fact]
    public async Task The_stall_clock_starts_again_after_an_alarm_if_it_runs()
    {
        var time = new FakeTimeProvider();
        var rig = new WireRig(time: time);
        rig.Channels.Take(max: 2_047, count: 1);
        rig.Sink.Allow(26);
        WireChannel channel = await rig.OpenAsync();
        channel.Write(WireRig.Operation(new PublishOperationPool(), 1_000, 1));
        channel.Flush();
        time.Advance(TimeSpan.FromSeconds(11));
        Assert.True(rig.Output.IsStalled(TimeSpan.FromSeconds(10)));

        rig.Output.RestartStallClock();

        Assert.False(rig.Output.IsStalled(TimeSpan.FromSeconds(10)));
        time.Advance(TimeSpan.FromSeconds(11));
        Assert.True(rig.Output.IsStalled(TimeSpan.FromSeconds(10)));

        // Where everything has left, it does not run.
        rig.Sink.Allow(long.MaxValue / 4);
        Assert.True(SpinWait.SpinUntil(() => !rig.Output.IsStalled(TimeSpan.Zero), SoonEnough));
        rig.Output.RestartStallClock();
        time.Advance(TimeSpan.FromSeconds(11));
        Assert.False(rig.Output.IsStalled(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task On_a_busy_connection_messages_leave_together_when_the_reading_thread_comes_by()
    {
        var rig = new WireRig();
        rig.Channels.Take(max: 2_047, count: 1);
        rig.Sink.Allow(long.MaxValue / 4);
        WireChannel channel = await rig.OpenAsync();
        rig.Load.CountBy(static () => 1_000);
        long before = rig.Output.Sends;
        var pool = new PublishOperationPool();

        for (byte i = 0; i < 50; i++)
        {
            channel.Write(WireRig.Operation(pool, 100, i));
            channel.Flush();
        }

        Assert.Equal(before, rig.Output.Sends);
        rig.Output.SetReader(isAsleep: true);
        rig.Output.Flush();
        Assert.Equal(before + 1, rig.Output.Sends);

        // Asleep, it comes by no more: each message is sent by its caller.
        channel.Write(WireRig.Operation(pool, 100, 50));
        channel.Flush();
        Assert.Equal(before + 2, rig.Output.Sends);

        // What is worth a send is sent whatever comes.
        rig.Output.SetReader(isAsleep: false);
        channel.Write(WireRig.Operation(pool, 40_000, 51));
        channel.Flush();
        Assert.InRange(rig.Output.Sends, before + 3, before + 10);
    }

    private static long Length(int body, int number)
    {
        byte[] bytes = new byte[100_000];
        var writer = new FrameWriter(bytes);
        PublishOperation operation = WireRig.Operation(new PublishOperationPool(), body, 0);
        writer.Publish(2_045, "orders", "order.placed", mandatory: false);
        operation.Message.MessageId = $"m-{number}";
        writer.Header(2_045, operation.Message);
        writer.Body(2_045, operation.Message.Body.WrittenSpan, WireRig.FrameMax);
        return writer.Length;
    }

    /// <summary>Every frame is whole, and each channel's messages are complete and in the order of the steps.</summary>
    private static (int Clients, int Messages) Check(byte[] bytes, (int Who, int Size)[] steps)
    {
        int clients = 0;
        int messages = 0;
        Queue<byte>[] expected = [.. Enumerable.Range(0, 4).Select(who => new Queue<byte>(steps.Select((step, i) => (step, i)).Where(item => item.step.Who == who).Select(static item => (byte)item.i)))];
        int[] left = new int[3];
        byte[] current = new byte[3];
        ReadOnlySpan<byte> rest = bytes;
        while (rest.Length > 0)
        {
            if (rest.StartsWith("AMQP"u8))
            {
                rest = rest[8..];
                continue;
            }

            Assert.Equal(FrameReadStatus.Complete, FrameReader.TryRead(rest, WireRig.FrameMax, out Frame frame));
            rest = rest[frame.Length..];
            if (frame.Channel == 0)
            {
                Assert.Equal(expected[3].Dequeue(), frame.Payload[3]);
                clients++;
                continue;
            }

            int who = frame.Channel - 2_045;
            if (FrameReader.TryMethod(frame, out MethodId method, out _))
            {
                Assert.Equal(0, left[who]);
                if (method == MethodId.BasicPublish)
                {
                    current[who] = expected[who].Dequeue();
                    messages++;
                }
            }
            else if (frame.Type == FrameType.Header)
            {
                Assert.True(FrameReader.TryHeader(frame, out ulong length, out string? id, out _));
                Assert.Equal(($"m-{current[who]}", steps[current[who]].Size), (id, (int)length));
                left[who] = (int)length;
            }
            else
            {
                Assert.True(frame.Payload.IndexOfAnyExcept(current[who]) < 0, "bytes of another message");
                left[who] -= frame.Payload.Length;
            }
        }

        Assert.All(left, static count => Assert.Equal(0, count));
        return (clients, messages);
    }
}
