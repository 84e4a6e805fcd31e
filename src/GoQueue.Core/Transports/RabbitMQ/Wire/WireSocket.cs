using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using GoQueue.Delivery.Operations;
using GoQueue.Messages.Execution;
using RabbitMQ.Client;

namespace GoQueue.Transports.RabbitMQ.Wire;

/// <summary>
/// One socket to the broker and everything around it: RabbitMQ.Client believes it to be its own. The first cause of its end stays; it is known here before the client or any channel knows. Thread-safe.
/// </summary>
internal sealed class WireSocket : TcpClientAdapter, IWireEvents
{
    // The reading thread takes a few milliseconds for what has been received, unless it is kept.
    private static readonly TimeSpan s_lastReadBound = TimeSpan.FromMilliseconds(100);

    private readonly SslOption? _tls;
    private readonly TimeProvider _time;
    private readonly ClientHalf _half;
    private readonly WireDemux _demux;
    private readonly WireInput _input;
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WireEnd? _end;
    private ClientStream? _stream;
    private int _streamsTaken;
    private volatile bool _isBlocked;

    /// <param name="socket">Not connected yet.</param>
    /// <param name="tls">How to encrypt; null = not.</param>
    /// <param name="time">The publisher's clock.</param>
    public WireSocket(Socket socket, SslOption? tls, TimeProvider time)
        : base(socket)
    {
        _tls = tls;
        _time = time;
        Results = new ResultQueue(() => Output!.Flush());
        Output = new WireOutput(new SocketSink(socket), Load, Results, time);
        Output.FailBy(FailSend);
        Channels = new WireChannels(Output);
        _half = new ClientHalf(new ClientFrames(Output, Channels), Fail);
        _demux = new WireDemux(_half, Channels, this);
        _input = new WireInput(socket, Load, Results, Output, _demux, OnInputEnded);
    }

    public WireLoad Load { get; } = new();

    /// <summary>The callers who are told of answers.</summary>
    public ResultQueue Results { get; }

    public WireOutput Output { get; }

    /// <summary>Our channels.</summary>
    public WireChannels Channels { get; }

    /// <summary>Why the connection takes no messages any more; null = it does.</summary>
    public WireEnd? End => Volatile.Read(ref _end);

    /// <summary>
    /// Completes when the broker has opened the connection, or it has ended: RabbitMQ.Client goes on without waiting for that (7.2.2), and a broker ends a connection on which a channel is opened before.
    /// </summary>
    public Task Opened => _opened.Task;

    /// <summary>Whether the broker takes no messages for now.</summary>
    public bool IsBlocked => _isBlocked;

    /// <summary>The broker's words for it; not cleaned.</summary>
    public string BlockedReason { get; private set; } = "";

    /// <summary>Raised once, before any channel hears of the end. On the thread that found it.</summary>
    public event Action<WireEnd>? Ended;

    /// <summary>Raised for each change of <see cref="IsBlocked"/>. On the reading thread.</summary>
    public event Action? BlockedChanged;

    /// <summary>The client sets it; on the socket it would bound our own reads.</summary>
    public override TimeSpan ReceiveTimeout { get; set; }

    public static WireSocket Create(AddressFamily family, SslOption? tls, TimeProvider time)
    {
        // Frames are gathered here: Nagle's delay would only add to it.
        var socket = new Socket(family, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

        // A peer that vanished without closing is noticed by the kernel as well, 25 s after its last packet.
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 10);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 5);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
        return new WireSocket(socket, tls, time);
    }

    public override async Task ConnectAsync(IPAddress ep, int port, CancellationToken cancellationToken = default)
    {
        // Only on Linux does closing a socket end a connect that waits in the kernel.
        var isInline = OperatingSystem.IsLinux();
        if (!isInline)
        {
            await base.ConnectAsync(ep, port, cancellationToken).ConfigureAwait(false);
        }

        await _input.ConnectAsync(
            () =>
            {
                if (isInline)
                {
                    Client.Connect(ep, port);
                }

                return Prepare();
            },
            cancellationToken).ConfigureAwait(false);
    }

    public override NetworkStream GetStream()
    {
        if (Interlocked.Increment(ref _streamsTaken) > 1)
        {
            throw new InvalidOperationException(
                $"RabbitMQ.Client {typeof(IConnection).Assembly.GetName().Version} takes the stream of its socket twice, and GoQueue cannot share a connection with it: use a version that GoQueue was tested with (7.2.2).");
        }

        return _stream!;
    }

    /// <summary>What the broker and the client agreed to, once they have.</summary>
    /// <param name="frameMax">The longest frame; 0 = no limit.</param>
    /// <param name="heartbeat">The interval of heartbeats; zero = none.</param>
    public void Agree(int frameMax, TimeSpan heartbeat)
    {
        Output.LimitFrames(frameMax);
        _demux.Agree(frameMax, heartbeat);
        _input.ExpectHeartbeats(heartbeat);
    }

    /// <summary>The client closes the socket in order.</summary>
    public override void Close()
    {
        Output.Flush(now: true);
        TryEnd(WireEnd.Lost(new IOException("The connection's socket was closed.")) with { EndsConnection = false });
        Output.End();
        _input.Close();
    }

    /// <summary>Closes the socket at once. The reading thread reports the end to the channels.</summary>
    public void Kill(WireEnd end)
    {
        TryEnd(end);
        Output.End();
        _input.Abort();
    }

    void IWireEvents.OnOpened() => _opened.TrySetResult();

    void IWireEvents.OnClose(int code, string text)
    {
        var end = new WireEnd(code, text, null, EndsConnection: true);
        TryEnd(end);

        // The broker has discarded what comes from here on. The client still has to answer.
        Output.StopChannels();
        Channels.EndAll(end, Output.Left);
    }

    void IWireEvents.OnBlocked(string reason)
    {
        BlockedReason = reason;
        _isBlocked = true;
        BlockedChanged?.Invoke();
    }

    void IWireEvents.OnUnblocked()
    {
        Output.RestartStallClock();
        _isBlocked = false;
        BlockedChanged?.Invoke();
    }

    private void Fail(Exception exception) => Kill(WireEnd.Lost(exception));

    /// <summary>
    /// A send has failed. What the broker sent before is still read: answers to messages, or why it ends the connection. Nothing is written meanwhile, and the reading thread reports the end.
    /// </summary>
    private void FailSend(Exception exception)
    {
        Output.End();
        _input.CloseAfterRest(exception);
        using (DefaultContext.Enter())
        {
            _ = FailLaterAsync(exception);
        }
    }

    private async Task FailLaterAsync(Exception exception)
    {
        await Task.Delay(s_lastReadBound, _time).ConfigureAwait(false);
        Fail(exception);
    }

    private SslStream? Prepare()
    {
        // Its constructor wants a socket that blocks.
        _stream = new ClientStream(Client, _half);
        SslStream? secured = null;
        if (_tls is not null)
        {
            var cipher = new CipherStream(Client, _input.Receive);
            secured = WireTls.Secure(cipher, _tls);
            Output.Secure(new TlsSink(secured, cipher));
        }

        Client.Blocking = false;
        return secured;
    }

    private void TryEnd(WireEnd end)
    {
        if (Interlocked.CompareExchange(ref _end, end, null) is null)
        {
            _opened.TrySetResult();
            Ended?.Invoke(end);
        }
    }

    private void OnInputEnded(Exception exception)
    {
        TryEnd(WireEnd.Lost(exception));
        Output.End();
        Channels.EndAll(End!, Output.Left);
        _half.End(exception as IOException ?? new IOException("The connection's socket has failed.", exception));
    }
}
