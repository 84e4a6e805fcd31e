using System.Net;
using System.Net.Sockets;
using GoQueue.Transports.RabbitMQ.Frames;
using GoQueue.Transports.RabbitMQ.Wire;

namespace GoQueue.RabbitMQ.Tests.Wire;

[Covers<WireInput>]
public sealed class WireInputTests
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task What_the_peer_sends_is_read_on_a_thread_of_its_own()
    {
        using InputPair pair = await InputPair.ConnectAsync();

        await pair.Peer!.SendAsync(WireRig.Method(0, MethodId.ConnectionUnblocked));

        Assert.Equal("GoQueue reader", await pair.ReadOn.WaitAsync(SoonEnough));
    }

    [Fact]
    public async Task The_peers_end_is_the_end()
    {
        using InputPair pair = await InputPair.ConnectAsync();

        pair.Peer!.Dispose();

        Assert.IsType<EndOfStreamException>(await pair.Ended.WaitAsync(SoonEnough));
    }

    [Fact]
    public async Task Bytes_that_are_no_frames_are_the_end()
    {
        using InputPair pair = await InputPair.ConnectAsync();

        await pair.Peer!.SendAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());

        Assert.IsType<InvalidDataException>(await pair.Ended.WaitAsync(SoonEnough));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Closing_it_ends_a_thread_that_waits_in_the_kernel(bool aborts)
    {
        using InputPair pair = await InputPair.ConnectAsync();

        if (aborts)
        {
            pair.Input.Abort();
        }
        else
        {
            pair.Input.Close();
        }

        Assert.Equal("The connection's socket was closed.", (await pair.Ended.WaitAsync(SoonEnough)).Message);

        // The peer hears of it: nothing keeps the socket open.
        Task<int> end = pair.Peer!.ReceiveAsync(new byte[16]).WaitAsync(SoonEnough);
        if (aborts)
        {
            Assert.True(await end.ContinueWith(static read => read.IsFaulted || read.Result == 0, TaskScheduler.Default));
        }
        else
        {
            Assert.Equal(0, await end);
        }
    }

    [Fact]
    public async Task Closing_it_in_order_does_not_take_back_what_was_sent()
    {
        using InputPair pair = await InputPair.ConnectAsync();
        pair.Client.Write("AMQP\0\0\x09\x01"u8);

        pair.Input.Close();

        await pair.Ended.WaitAsync(SoonEnough);
        Assert.Equal(8, await pair.Peer!.ReceiveAsync(new byte[16]).WaitAsync(SoonEnough));
        Assert.Equal(0, await pair.Peer!.ReceiveAsync(new byte[16]).WaitAsync(SoonEnough));
    }

    [Fact]
    public async Task Aborting_it_ends_a_writer_that_waits_for_room()
    {
        using InputPair pair = await InputPair.ConnectAsync();
        pair.Client.Write("AMQP\0\0\x09\x01"u8);
        byte[] frame = WireRig.Method(0, MethodId.ConnectionUnblocked, new byte[60_000]);
        while (!pair.Output.IsStalled(TimeSpan.Zero))
        {
            pair.Client.Write(frame);
        }

        pair.Input.Abort();
        pair.Output.End();

        await pair.Ended.WaitAsync(SoonEnough);
        Assert.True(SpinWait.SpinUntil(() => !pair.Output.IsStalled(TimeSpan.Zero), SoonEnough), "the writer still waits");
    }

    [Fact]
    public void Closing_it_before_it_was_connected_closes_the_socket()
    {
        using var pair = new InputPair();

        pair.Input.Close();

        Assert.True(pair.Socket.SafeHandle.IsClosed);
    }

    [Fact]
    public async Task A_connect_that_the_peer_never_answers_ends_with_its_token()
    {
        // The listener accepts no connection, and the line has one place: connects beyond it stay unanswered.
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(0);
        int port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        using var cancellation = new CancellationTokenSource();
        List<InputPair> pairs = [.. Enumerable.Range(0, 8).Select(static _ => new InputPair())];
        Task[] connects = [.. pairs.Select(pair => pair.ConnectAsync(port, cancellation.Token))];
        await Task.WhenAny(connects).WaitAsync(SoonEnough);

        await cancellation.CancelAsync();

        await Task.WhenAll(connects).WaitAsync(SoonEnough).ContinueWith(static _ => { }, TaskScheduler.Default);
        Assert.All(connects, static connect => Assert.True(connect.IsCompleted));
        Assert.Contains(connects, static connect => connect.IsCanceled);
        pairs.ForEach(static pair => pair.Dispose());
    }

    [Fact]
    public async Task A_refused_connect_says_so()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var pair = new InputPair();

        var failure = await Assert.ThrowsAsync<SocketException>(() => pair.ConnectAsync(((IPEndPoint)listener.LocalEndPoint!).Port, CancellationToken.None));

        Assert.Equal(SocketError.ConnectionRefused, failure.SocketErrorCode);
    }
}
