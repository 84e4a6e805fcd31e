using System.Net.Security;
using System.Net.Sockets;

namespace GoQueue.Brokers.Scripted;

/// <summary>A client's connection to the scripted broker: what it said, what is said to it, and the faults of the way. Thread-safe.</summary>
#pragma warning disable CA1001 // The token source has no timer and no handle: there is nothing to dispose, and tests may use a dead connection.
public sealed partial class ScriptedConnection
#pragma warning restore CA1001
{
    private readonly ScriptedBroker _broker;
    private readonly Socket _socket;
    private readonly ScriptedOutput _output;
    private readonly AsyncGate _reading = new();
    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile int _readLimit;
    private volatile bool _sendsHeartbeats = true;

    internal ScriptedConnection(ScriptedBroker broker, Socket socket, int number)
    {
        _broker = broker;
        _socket = socket;
        _output = new ScriptedOutput(socket);
        Number = number;
        FrameMax = broker.Options.FrameMax;
    }

    /// <summary>Its number among all connections of the broker, from 1.</summary>
    public int Number { get; }

    /// <summary>The user name that the client sent; empty before.</summary>
    public string User { get; private set; } = "";

    /// <summary>The vhost that the client chose; empty before.</summary>
    public string Vhost { get; private set; } = "";

    /// <summary>What the client said about itself.</summary>
    public IReadOnlyDictionary<string, object?> ClientProperties { get; private set; } = new Dictionary<string, object?>();

    /// <summary>The longest frame that both agreed to.</summary>
    public int FrameMax { get; private set; }

    /// <summary>The heartbeat that both agreed to, in seconds.</summary>
    public int HeartbeatSeconds { get; private set; }

    /// <summary>Whether the handshake is done and nobody has closed.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Completes when the TCP connection is over and nothing is read from it any more.</summary>
    public Task Ended => _ended.Task;

    /// <summary>The open channels.</summary>
    public IReadOnlyList<ScriptedChannel> Channels
    {
        get
        {
            lock (_channels)
            {
                return [.. _channels.Values];
            }
        }
    }

    /// <summary>Sends bytes as they are: frames of <see cref="AmqpFrames"/>, parts of them, or nonsense.</summary>
    public void Send(byte[] bytes) => _output.Send(bytes);

    /// <summary>Completes when all that was sent so far is in the socket, or the connection is dead.</summary>
    public Task FlushAsync(CancellationToken cancellationToken = default) => _output.FlushAsync(cancellationToken);

    /// <summary>Sends connection.blocked. Like RabbitMQ it reads no more then, unless <paramref name="stopReading"/> is false.</summary>
    public void Block(string reason = "low on memory", bool stopReading = true)
    {
        Send(AmqpFrames.Blocked(reason));
        if (stopReading)
        {
            PauseReading();
        }
    }

    /// <summary>Sends connection.unblocked and reads again.</summary>
    public void Unblock()
    {
        Send(AmqpFrames.Unblocked());
        ResumeReading();
    }

    /// <summary>Sends connection.close: what the client sends is dropped until it answers, then the TCP connection ends.</summary>
    public void Close(int code, string text, AmqpMethod? cause = null)
    {
        _closing = true;
        IsOpen = false;
        Send(AmqpFrames.ConnectionClose(code, text, cause));
    }

    /// <summary>Ends the TCP connection after what was sent so far, without a word of AMQP.</summary>
    public void End(SocketEnd end = SocketEnd.Reset)
    {
        IsOpen = false;
        _output.End(end);
    }

    /// <summary>Lets this many more bytes through to the client, then ends the TCP connection: in the middle of a frame, if so counted.</summary>
    public void CutAfter(long bytes, SocketEnd end = SocketEnd.Reset) => _output.CutAfter(bytes, end);

    /// <summary>Reads nothing from the socket any more: the client's writes pile up in the buffers of the system, then stall.</summary>
    public void PauseReading() => _reading.Close();

    /// <summary>Reads again.</summary>
    public void ResumeReading() => _reading.Open();

    /// <summary>Reads at most so many bytes a second; 0 for no limit.</summary>
    public void LimitReading(int bytesPerSecond) => _readLimit = bytesPerSecond;

    /// <summary>Keeps back what is sent, in order, until <see cref="ResumeWriting"/>.</summary>
    public void PauseWriting() => _output.Hold();

    /// <summary>Sends what was kept back, and all later things at once.</summary>
    public void ResumeWriting() => _output.Release();

    /// <summary>Loses what is sent from now on (true), as if the way back were cut; sockets stay open.</summary>
    public void LoseWriting(bool lost) => _output.Drop(lost);

    /// <summary>Sends no heartbeats any more, as RabbitMQ does while it sends other frames.</summary>
    public void StopHeartbeats() => _sendsHeartbeats = false;

    /// <summary>Neither reads nor says anything, heartbeats included: the machine behind the open socket is gone.</summary>
    public void Freeze()
    {
        _sendsHeartbeats = false;
        PauseReading();
        PauseWriting();
    }

    internal async Task RunAsync()
    {
        Task writing = Task.CompletedTask;
        Task beating = Task.CompletedTask;
        try
        {
            await using Stream stream = await OpenStreamAsync();
            writing = _output.RunAsync(stream, _end.Token);
            await ReadAsync(stream, () => beating = BeatAsync());
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
        {
            // The client is gone, refuses our certificate, or the broker ends.
        }
        catch (Exception exception)
        {
            _broker.ReportFault(exception);
        }
        finally
        {
            IsOpen = false;
            await _end.CancelAsync();
            await writing;
            await beating;
            _socket.Dispose();
            _ended.SetResult();
        }
    }

    internal void Abort()
    {
        _end.Cancel();
        try
        {
            _socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Already over.
        }

        _socket.Close();
    }

    private async Task<Stream> OpenStreamAsync()
    {
        var network = new NetworkStream(_socket, ownsSocket: false);
        if (_broker.Options.Certificate is not { } certificate)
        {
            return network;
        }

        var secure = new SslStream(network);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, _end.Token);
        return secure;
    }

    private async Task ReadAsync(Stream stream, Action startHeartbeats)
    {
        byte[] buffer = new byte[65_536];
        int filled = 0;
        while (true)
        {
            await _reading.PassAsync(_end.Token);
            int limit = _readLimit;
            int room = limit > 0 ? Math.Min(buffer.Length - filled, Math.Max(1, limit / 20)) : buffer.Length - filled;
            int read = await stream.ReadAsync(buffer.AsMemory(filled, room), _end.Token);
            if (read == 0)
            {
                return;
            }

            filled += read;
            if (_readLimit is > 0 and var current)
            {
                await Task.Delay(TimeSpan.FromSeconds((double)read / current), _end.Token);
            }

            // Closed while this read was waiting: what came is as unread as the rest.
            await _reading.PassAsync(_end.Token);
            int used = _deaf ? filled : Consume(buffer.AsSpan(0, filled), startHeartbeats);
            buffer.AsSpan(used, filled - used).CopyTo(buffer);
            filled -= used;
            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }
        }
    }

    private async Task BeatAsync()
    {
        if (HeartbeatSeconds == 0)
        {
            return;
        }

        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(HeartbeatSeconds / 2.0));
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token))
            {
                if (_sendsHeartbeats)
                {
                    Send(AmqpFrames.Heartbeat());
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The connection is over.
        }
    }
}
