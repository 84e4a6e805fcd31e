using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using GoQueue.Brokers.Proxies;

namespace GoQueue.Brokers.Tests.Proxies;

public sealed class TcpFaultProxyTests
{
    [Fact]
    public async Task It_carries_bytes_both_ways_and_the_end_of_the_stream()
    {
        await using EchoServer echo = EchoServer.Start();
        await using TcpFaultProxy proxy = TcpFaultProxy.Start(echo.Uri);
        using TcpClient client = await ConnectAsync(proxy);
        byte[] sent = new byte[1_000_000];
        Random.Shared.NextBytes(sent);

        Task sending = client.GetStream().WriteAsync(sent).AsTask();
        Assert.Equal(sent, await ReadAsync(client, sent.Length));
        await sending;
        Assert.Equal((1, 1L), (proxy.OpenConnections, proxy.Accepted));
        Assert.Equal((1_000_000L, 1_000_000L), (proxy.CountBytes(ProxyDirection.ToBroker), proxy.CountBytes(ProxyDirection.ToClient)));

        client.Client.Shutdown(SocketShutdown.Send);
        Assert.Equal(SocketEnd.Fin, await EndAsync(client));
        await Eventually.HoldsAsync(() => proxy.OpenConnections == 0, "the proxy's end of the connection");
    }

    [Fact]
    public async Task A_delay_makes_each_byte_late_but_lets_many_travel_at_once()
    {
        await using EchoServer echo = EchoServer.Start();
        await using TcpFaultProxy proxy = TcpFaultProxy.Start(echo.Uri);
        using TcpClient client = await ConnectAsync(proxy);
        proxy.Delay(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(20));

        long started = Stopwatch.GetTimestamp();
        byte[] sent = [.. Enumerable.Range(0, 50).Select(static number => (byte)number)];
        foreach (byte single in sent)
        {
            await client.GetStream().WriteAsync(new[] { single });
        }

        Assert.Equal(sent, await ReadAsync(client, 50));
        TimeSpan took = Stopwatch.GetElapsedTime(started);
        Assert.True(took > TimeSpan.FromMilliseconds(190), $"the way there and back took {took.TotalMilliseconds} ms");
        Assert.True(took < TimeSpan.FromSeconds(5), $"the bytes travelled one by one: {took.TotalMilliseconds} ms");
    }

    [Fact]
    public async Task A_throttle_limits_the_bytes_of_a_second_in_its_direction()
    {
        await using EchoServer echo = EchoServer.Start();
        await using TcpFaultProxy proxy = TcpFaultProxy.Start(echo.Uri);
        using TcpClient client = await ConnectAsync(proxy);
        proxy.Throttle(50_000, ProxyDirection.ToBroker);

        long started = Stopwatch.GetTimestamp();
        await client.GetStream().WriteAsync(new byte[20_000]);
        await ReadAsync(client, 20_000);
        Assert.True(Stopwatch.GetElapsedTime(started) > TimeSpan.FromMilliseconds(300), "20 kB at 50 kB/s came at once");
    }

    [Fact]
    public async Task A_stall_holds_bytes_back_until_the_line_passes_again()
    {
        await using EchoServer echo = EchoServer.Start();
        await using TcpFaultProxy proxy = TcpFaultProxy.Start(echo.Uri);
        using TcpClient client = await ConnectAsync(proxy);

        proxy.Stall(ProxyDirection.ToClient);
        await client.GetStream().WriteAsync(new byte[] { 7 });
        await AssertSilentAsync(client);
        Assert.Equal(1, echo.Received);
        proxy.Pass();
        Assert.Equal([7], await ReadAsync(client, 1));

        proxy.Stall(ProxyDirection.ToBroker);
        await client.GetStream().WriteAsync(new byte[] { 8 });
        await AssertSilentAsync(client);
        Assert.Equal(1, echo.Received);
        using TcpClient later = await ConnectAsync(proxy);
        await later.GetStream().WriteAsync(new byte[] { 9 });
        await AssertSilentAsync(later);
        proxy.Pass();
        Assert.Equal([8], await ReadAsync(client, 1));
        Assert.Equal([9], await ReadAsync(later, 1));
    }

    [Fact]
    public async Task A_black_hole_takes_bytes_for_ever_and_keeps_the_sockets_open()
    {
        await using EchoServer echo = EchoServer.Start();
        await using TcpFaultProxy proxy = TcpFaultProxy.Start(echo.Uri);
        using TcpClient client = await ConnectAsync(proxy);

        proxy.Lose(ProxyDirection.ToBroker);
        // More than all buffers on the way hold: the sender notices nothing.
        await client.GetStream().WriteAsync(new byte[20_000_000]).AsTask().WaitAsync(Eventually.DefaultBound);
        proxy.Pass();
        await client.GetStream().WriteAsync(new byte[] { 1 });
        await AssertSilentAsync(client);
        Assert.Equal(0, echo.Received);
        Assert.Equal(1, proxy.OpenConnections);

        using TcpClient fresh = await ConnectAsync(proxy);
        await fresh.GetStream().WriteAsync(new byte[] { 2 });
        Assert.Equal([2], await ReadAsync(fresh, 1));
    }

    [Theory]
    [InlineData(SocketEnd.Fin)]
    [InlineData(SocketEnd.Reset)]
    public async Task Open_connections_are_ended_at_once_or_after_so_many_bytes(SocketEnd end)
    {
        await using EchoServer echo = EchoServer.Start();
        await using TcpFaultProxy proxy = TcpFaultProxy.Start(echo.Uri);
        using TcpClient client = await ConnectAsync(proxy);
        proxy.EndConnections(end);
        Assert.Equal(end, await EndAsync(client));
        await Eventually.HoldsAsync(() => proxy.OpenConnections == 0, "the proxy's end of the connection");

        using TcpClient second = await ConnectAsync(proxy);
        proxy.CutAfter(ProxyDirection.ToBroker, 5, end);
        await second.GetStream().WriteAsync(new byte[8]);
        Assert.Equal(end, await EndAsync(second));
        await Eventually.HoldsAsync(() => echo.Received == 5, "the five bytes before the cut");
    }

    [Fact]
    public async Task A_single_byte_is_flipped()
    {
        await using EchoServer echo = EchoServer.Start();
        await using TcpFaultProxy proxy = TcpFaultProxy.Start(echo.Uri);
        using TcpClient client = await ConnectAsync(proxy);
        await client.GetStream().WriteAsync(new byte[] { 1, 2 });
        await ReadAsync(client, 2);

        proxy.FlipByteAfter(ProxyDirection.ToClient, 1);
        await client.GetStream().WriteAsync(new byte[] { 0x0F, 0x0F, 0x0F });
        Assert.Equal([0x0F, 0xF0, 0x0F], await ReadAsync(client, 3));
    }

    [Fact]
    public async Task New_connections_are_refused_or_accepted_in_silence_while_old_ones_go_on()
    {
        await using EchoServer echo = EchoServer.Start();
        await using TcpFaultProxy proxy = TcpFaultProxy.Start(echo.Uri);
        using TcpClient old = await ConnectAsync(proxy);

        proxy.Admit(ProxyAdmission.Refuse);
        var refusal = await Assert.ThrowsAsync<SocketException>(async () => await ConnectAsync(proxy));
        Assert.Equal(SocketError.ConnectionRefused, refusal.SocketErrorCode);

        proxy.Admit(ProxyAdmission.AcceptSilently);
        using TcpClient silent = new();
        await silent.ConnectAsync(IPAddress.Loopback, proxy.Uri.Port);
        await silent.GetStream().WriteAsync(new byte[] { 1 });
        await AssertSilentAsync(silent);

        await old.GetStream().WriteAsync(new byte[] { 2 });
        Assert.Equal([2], await ReadAsync(old, 1));
    }

    [Fact]
    public async Task A_flapping_line_ends_up()
    {
        await using EchoServer echo = EchoServer.Start();
        await using TcpFaultProxy proxy = TcpFaultProxy.Start(echo.Uri);
        using TcpClient client = await ConnectAsync(proxy);
        using var end = new CancellationTokenSource();
        Task flapping = proxy.FlapAsync(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(20), end.Token);

        Assert.Equal(SocketEnd.Reset, await EndAsync(client));
        await end.CancelAsync();
        await flapping;
        await Eventually.HoldsAsync(() => proxy.OpenConnections == 0, "the proxy's end of the connection");

        using TcpClient later = await ConnectAsync(proxy);
        await later.GetStream().WriteAsync(new byte[] { 3 });
        Assert.Equal([3], await ReadAsync(later, 1));
    }

    [Fact]
    public async Task A_broker_that_is_away_resets_the_client()
    {
        await using TcpFaultProxy proxy = TcpFaultProxy.Start(new Uri($"amqp://127.0.0.1:{FreePorts.Take()}/"));
        using TcpClient client = new();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, proxy.Uri.Port);
        }
        catch (SocketException exception)
        {
            // The reset was faster than the client's look at its own connect.
            Assert.Equal(SocketError.ConnectionReset, exception.SocketErrorCode);
            return;
        }

        Assert.Equal(SocketEnd.Reset, await EndAsync(client));
    }

    /// <summary>Connects and waits until the proxy has the other side too, so that faults meet this connection.</summary>
    private static async Task<TcpClient> ConnectAsync(TcpFaultProxy proxy)
    {
        int before = proxy.OpenConnections;
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, proxy.Uri.Port);
        await Eventually.HoldsAsync(() => proxy.OpenConnections > before, "the proxy's connection to the broker");
        return client;
    }

    private static async Task<byte[]> ReadAsync(TcpClient client, int count)
    {
        using var bound = new CancellationTokenSource(Eventually.DefaultBound);
        byte[] bytes = new byte[count];
        await client.GetStream().ReadExactlyAsync(bytes, bound.Token);
        return bytes;
    }

    private static async Task<SocketEnd> EndAsync(TcpClient client)
    {
        using var bound = new CancellationTokenSource(Eventually.DefaultBound);
        try
        {
            byte[] rest = new byte[100];
            while (await client.Client.ReceiveAsync(rest, bound.Token) > 0)
            {
            }

            return SocketEnd.Fin;
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionReset)
        {
            return SocketEnd.Reset;
        }
    }

    private static async Task AssertSilentAsync(TcpClient client)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await client.GetStream().ReadExactlyAsync(new byte[1], patience.Token));
    }
}
