using System.Net;
using System.Net.Sockets;
using GoQueue.RabbitMQ.Sockets;

namespace GoQueue.RabbitMQ.Tests.Sockets;

public sealed class SocketReaderTests
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_the_peer_sends_is_read_on_a_thread_of_its_own(bool connectsItself)
    {
        using var pair = await ReaderPair.ConnectAsync(connectsItself);
        var thread = new TaskCompletionSource<string?>();
        Task<int> read = ReadAsync();

        await pair.Peer.SendAsync("acks"u8.ToArray());

        Assert.Equal(4, await read.WaitAsync(SoonEnough));
        Assert.Equal("GoQueue reader", await thread.Task.WaitAsync(SoonEnough));

        async Task<int> ReadAsync()
        {
            int count = await pair.Reader.ReadAsync(new byte[16], CancellationToken.None);
            thread.SetResult(Thread.CurrentThread.Name);
            return count;
        }
    }

    [Fact]
    public async Task A_cancelled_read_takes_nothing_away_from_the_next_one()
    {
        using var pair = await ReaderPair.ConnectAsync();
        using var cancellation = new CancellationTokenSource();
        byte[] given = new byte[16];
        Task<int> cancelled = pair.Reader.ReadAsync(given, cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        var failure = await Assert.ThrowsAsync<OperationCanceledException>(() => cancelled.WaitAsync(SoonEnough));
        Assert.Equal(cancellation.Token, failure.CancellationToken);
        byte[] next = new byte[16];
        Task<int> read = pair.Reader.ReadAsync(next, CancellationToken.None).AsTask();
        await pair.Peer.SendAsync("acks"u8.ToArray());
        Assert.Equal(4, await read.WaitAsync(SoonEnough));
        Assert.Equal("acks"u8, next.AsSpan(0, 4));
        Assert.All(given, static value => Assert.Equal(0, value));
    }

    [Fact]
    public async Task A_token_that_is_cancelled_already_reads_nothing()
    {
        using var pair = await ReaderPair.ConnectAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pair.Reader.ReadAsync(new byte[1], new CancellationToken(canceled: true)).AsTask());
    }

    [Fact]
    public async Task The_peers_end_is_an_exception_for_this_read_and_all_later_ones()
    {
        using var pair = await ReaderPair.ConnectAsync();
        Task<int> read = pair.Reader.ReadAsync(new byte[16], CancellationToken.None).AsTask();

        pair.Peer.Dispose();

        await Assert.ThrowsAsync<EndOfStreamException>(() => read.WaitAsync(SoonEnough));
        await Assert.ThrowsAsync<EndOfStreamException>(() => pair.Reader.ReadAsync(new byte[16], CancellationToken.None).AsTask());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Closing_it_ends_a_read_that_waits_in_the_kernel_and_all_later_ones(bool aborts)
    {
        using var pair = await ReaderPair.ConnectAsync();
        Task<int> read = pair.Reader.ReadAsync(new byte[16], CancellationToken.None).AsTask();

        if (aborts)
        {
            pair.Reader.Abort();
        }
        else
        {
            pair.Reader.Close();
        }

        await Assert.ThrowsAnyAsync<IOException>(() => read.WaitAsync(SoonEnough));
        await Assert.ThrowsAnyAsync<IOException>(() => pair.Reader.ReadAsync(new byte[16], CancellationToken.None).AsTask());
        // The peer hears of it: nothing keeps the socket open.
        Task<int> end = pair.Peer.ReceiveAsync(new byte[16]).WaitAsync(SoonEnough);
        if (aborts)
        {
            Assert.Equal(SocketError.ConnectionReset, (await Assert.ThrowsAsync<SocketException>(() => end)).SocketErrorCode);
        }
        else
        {
            Assert.Equal(0, await end);
        }
    }

    [Fact]
    public async Task Closing_it_in_order_does_not_take_back_what_was_sent()
    {
        using var pair = await ReaderPair.ConnectAsync();
        Task<int> read = pair.Reader.ReadAsync(new byte[16], CancellationToken.None).AsTask();
        await pair.Socket.SendAsync("close-ok"u8.ToArray());

        pair.Reader.Close();

        await Assert.ThrowsAnyAsync<IOException>(() => read.WaitAsync(SoonEnough));
        Assert.Equal(8, await pair.Peer.ReceiveAsync(new byte[16]).WaitAsync(SoonEnough));
        Assert.Equal(0, await pair.Peer.ReceiveAsync(new byte[16]).WaitAsync(SoonEnough));
    }

    [Fact]
    public void Closing_it_before_it_was_connected_closes_the_socket()
    {
        (SocketReader reader, Socket socket) = ReaderPair.CreateReader();

        reader.Close();

        Assert.True(socket.SafeHandle.IsClosed);
    }

    [Fact]
    public async Task A_read_into_nothing_waits_for_bytes_and_takes_none()
    {
        using var pair = await ReaderPair.ConnectAsync();
        Task<int> nothing = pair.Reader.ReadAsync(Memory<byte>.Empty, CancellationToken.None).AsTask();

        await pair.Peer.SendAsync("acks"u8.ToArray());

        Assert.Equal(0, await nothing.WaitAsync(SoonEnough));
        Assert.Equal(4, await pair.Reader.ReadAsync(new byte[16], CancellationToken.None).AsTask().WaitAsync(SoonEnough));
    }

    [Fact]
    public async Task A_connect_that_the_peer_never_answers_ends_with_its_token()
    {
        // Nobody accepts, and the line has one place: connects beyond it stay unanswered.
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(0);
        int port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        using var cancellation = new CancellationTokenSource();
        List<SocketReader> readers = [.. Enumerable.Range(0, 8).Select(static _ => ReaderPair.CreateReader().Reader)];
        Task[] connects = [.. readers.Select(reader => reader.ConnectAsync(IPAddress.Loopback, port, cancellation.Token))];
        await Task.WhenAny(connects).WaitAsync(SoonEnough);

        await cancellation.CancelAsync();

        await Task.WhenAll(connects).WaitAsync(SoonEnough).ContinueWith(static _ => { }, TaskScheduler.Default);
        Assert.All(connects, static connect => Assert.True(connect.IsCompleted));
        Assert.Contains(connects, static connect => connect.IsCanceled);
        readers.ForEach(static reader => reader.Abort());
    }

    [Fact]
    public async Task A_refused_connect_says_so()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        SocketReader reader = ReaderPair.CreateReader().Reader;

        var failure = await Assert.ThrowsAsync<SocketException>(() => reader.ConnectAsync(IPAddress.Loopback, ((IPEndPoint)listener.LocalEndPoint!).Port, CancellationToken.None));

        Assert.Equal(SocketError.ConnectionRefused, failure.SocketErrorCode);
        reader.Abort();
    }
}
