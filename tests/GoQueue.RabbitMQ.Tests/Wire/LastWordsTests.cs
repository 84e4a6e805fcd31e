using System.Net;
using System.Net.Sockets;
using GoQueue.Brokers.Scripted;
using GoQueue.Transports.RabbitMQ.Wire;
using Microsoft.Extensions.Time.Testing;

namespace GoQueue.RabbitMQ.Tests.Wire;

/// <summary>A send fails while bytes that the broker sent before its end are still unread.</summary>
public sealed class LastWordsTests
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_close_that_is_unread_when_a_send_fails_is_the_cause_if_it_is_read_within_the_bound(bool isRead)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var time = new FakeTimeProvider();
        using WireSocket wire = WireSocket.Create(AddressFamily.InterNetwork, null, time);
        await wire.ConnectAsync(IPAddress.Loopback, ((IPEndPoint)listener.LocalEndpoint).Port);
        using Socket peer = await listener.AcceptSocketAsync();
        using var isHeld = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        using var ended = new ManualResetEventSlim();
        wire.Ended += _ => ended.Set();
        wire.Load.CountBy(() =>
        {
            // Called before each receive.
            if (Thread.CurrentThread.Name == "GoQueue reader")
            {
                isHeld.Set();
                goOn.Wait();
            }

            return 0;
        });
        await peer.SendAsync(AmqpFrames.Heartbeat());
        Assert.True(isHeld.Wait(SoonEnough));
        await peer.SendAsync(AmqpFrames.ConnectionClose(320, "CONNECTION_FORCED"));
        peer.LingerState = new LingerOption(true, 0);
        peer.Dispose();

        NetworkStream client = wire.GetStream();
        client.Write("AMQP\0\0\x09\x01"u8);
        await Eventually.HoldsAsync(
            () =>
            {
                client.Write(AmqpFrames.Heartbeat());
                return wire.Output.IsEnded;
            },
            "a send to fail");
        if (!isRead)
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            Assert.True(ended.IsSet);
        }

        goOn.Set();
        Assert.True(ended.Wait(SoonEnough));
        Assert.Equal(isRead ? (320, null) : (0, typeof(IOException)), (wire.End!.Code, wire.End.Exception?.GetType()));
        await Eventually.HoldsAsync(() => wire.Client.SafeHandle.IsClosed, "the end of the socket");
    }

    [Fact]
    public async Task A_send_that_fails_is_the_cause_where_the_broker_said_nothing()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using WireSocket wire = WireSocket.Create(AddressFamily.InterNetwork, null, new FakeTimeProvider());
        await wire.ConnectAsync(IPAddress.Loopback, ((IPEndPoint)listener.LocalEndpoint).Port);
        using Socket peer = await listener.AcceptSocketAsync();

        // The reader finds no end by itself.
        wire.Client.Shutdown(SocketShutdown.Send);
        wire.GetStream().Write("AMQP\0\0\x09\x01"u8);

        await Eventually.HoldsAsync(() => wire.End is not null, "the end");
        Assert.IsType<IOException>(wire.End!.Exception);
        Assert.IsType<SocketException>(wire.End.Exception!.InnerException);
    }

    [Fact]
    public void Ciphertext_is_read_although_what_is_kept_cannot_be_sent()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(listener.LocalEndpoint);
        using (Socket peer = listener.AcceptSocket())
        {
            peer.LingerState = new LingerOption(true, 0);
        }

        Assert.True(socket.Poll(SoonEnough, SelectMode.SelectRead));
        using var cipher = new CipherStream(socket, static _ => 7);
        cipher.BecomeReady();
        cipher.Write([1, 2, 3]);

        Assert.Equal(7, cipher.Read(new byte[16]));
        Assert.Throws<IOException>(() => cipher.TrySend(out _));
    }
}
