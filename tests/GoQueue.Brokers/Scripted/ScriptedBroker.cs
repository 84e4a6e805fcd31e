using System.Net;
using System.Net.Sockets;

namespace GoQueue.Brokers.Scripted;

/// <summary>
/// An AMQP 0-9-1 broker inside the test process that keeps nothing and does what the test says: each received message goes to a
/// script, which answers it now, later, wrongly, or never. Handshake, channels and declarations are answered as RabbitMQ does,
/// unless <see cref="ScriptedBrokerOptions"/> say otherwise. Thread-safe.
/// </summary>
/// <example><code>
/// await using var broker = ScriptedBroker.Start();
/// broker.OnPublish(publish => publish.Nack());
/// </code></example>
public sealed class ScriptedBroker : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly List<ScriptedConnection> _connections = [];
    private readonly List<Task> _running = [];
    private readonly List<ReceivedPublish> _publishes = [];
    private readonly List<(Func<bool> Condition, TaskCompletionSource Signal)> _waits = [];
    private readonly int _port;
    private TcpListener? _listener;
    private volatile Action<ReceivedPublish> _script = static publish => publish.Ack();
    private Exception? _fault;
    private long _received;

    private ScriptedBroker(ScriptedBrokerOptions options)
    {
        Options = options;
        _listener = FreePorts.Listen();
        _port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _running.Add(AcceptAsync(_listener));
    }

    /// <summary>What it offers and accepts.</summary>
    public ScriptedBrokerOptions Options { get; }

    /// <summary>Where it listens, with credentials.</summary>
    public Uri Uri => new($"{(Options.Certificate is null ? "amqp" : "amqps")}://guest:guest@127.0.0.1:{_port}/");

    /// <summary>All connections so far, dead ones too, in order.</summary>
    public IReadOnlyList<ScriptedConnection> Connections
    {
        get
        {
            lock (_lock)
            {
                return [.. _connections];
            }
        }
    }

    /// <summary>The connections that are open now.</summary>
    public IReadOnlyList<ScriptedConnection> OpenConnections => [.. Connections.Where(static connection => connection.IsOpen)];

    /// <summary>All received messages, in order.</summary>
    public IReadOnlyList<ReceivedPublish> Publishes
    {
        get
        {
            lock (_lock)
            {
                return [.. _publishes];
            }
        }
    }

    /// <summary>Starts a broker on a free port of 127.0.0.1. It confirms each message until <see cref="OnPublish"/> says otherwise.</summary>
    public static ScriptedBroker Start(ScriptedBrokerOptions? options = null) => new(options ?? new());

    /// <summary>
    /// Sets what happens on each message, from the next one on. The script runs on the connection's reader: one message at a time
    /// per connection, in order, and nothing more is read until it returns. An exception from it ends the connection and comes out
    /// of the waits and of <see cref="DisposeAsync"/>.
    /// </summary>
    public ScriptedBroker OnPublish(Action<ReceivedPublish> script)
    {
        _script = script;
        return this;
    }

    /// <summary>Sets what happens on each full batch of messages of one channel: the way to answer them out of order.</summary>
    public ScriptedBroker OnBatch(int size, Action<IReadOnlyList<ReceivedPublish>> script)
    {
        var batches = new System.Runtime.CompilerServices.ConditionalWeakTable<ScriptedChannel, List<ReceivedPublish>>();
        return OnPublish(publish =>
        {
            List<ReceivedPublish> batch = batches.GetOrCreateValue(publish.Channel);
            batch.Add(publish);
            if (batch.Count == size)
            {
                script([.. batch]);
                batch.Clear();
            }
        });
    }

    /// <summary>Waits until so many messages were received in all.</summary>
    /// <exception cref="TimeoutException">They did not come within the bound, 30 seconds by default.</exception>
    public Task WaitForPublishesAsync(long count, TimeSpan? bound = null) =>
        WaitAsync(() => _received >= count, () => $"{count} messages at the scripted broker, {_received} came", bound);

    /// <summary>Waits until so many connections are open at the same time.</summary>
    /// <exception cref="TimeoutException">They were not within the bound, 30 seconds by default.</exception>
    public Task WaitForConnectionsAsync(int count, TimeSpan? bound = null) =>
        WaitAsync(() => _connections.Count(static connection => connection.IsOpen) >= count, () => $"{count} open connections at the scripted broker", bound);

    /// <summary>Forgets the messages received so far, for long runs.</summary>
    public void ForgetPublishes()
    {
        lock (_lock)
        {
            _publishes.Clear();
        }
    }

    /// <summary>Refuses new connections from now on; those that are open stay.</summary>
    public void StopListening()
    {
        lock (_lock)
        {
            _listener?.Dispose();
            _listener = null;
        }
    }

    /// <summary>Accepts connections again, on the same port.</summary>
    public void Listen()
    {
        lock (_lock)
        {
            if (_listener is null)
            {
                _listener = new TcpListener(IPAddress.Loopback, _port);
                _listener.Start();
                _running.Add(AcceptAsync(_listener));
            }
        }
    }

    /// <summary>Resets all connections and ends.</summary>
    /// <exception cref="InvalidOperationException">A script failed; the inner exception says how.</exception>
    public async ValueTask DisposeAsync()
    {
        StopListening();
        foreach (ScriptedConnection connection in Connections)
        {
            connection.Abort();
        }

        Task[] running;
        lock (_lock)
        {
            running = [.. _running];
        }

        await Task.WhenAll(running);
        ThrowFault();
    }

    internal void Receive(ScriptedChannel channel, ulong tag, IncomingContent content)
    {
        ReceivedPublish publish;
        lock (_lock)
        {
            publish = new ReceivedPublish(channel, tag, _received, content.Exchange, content.RoutingKey, content.Mandatory, content.Header, content.Body);
            _publishes.Add(publish);
            _received++;
        }

        _script(publish);
        Signal();
    }

    internal void ReportOpened() => Signal();

    internal void ReportFault(Exception exception)
    {
        lock (_lock)
        {
            _fault ??= exception;
        }

        Signal();
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = await listener.AcceptSocketAsync();
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            socket.NoDelay = true;
            if (Options.ReceiveBuffer is { } size)
            {
                socket.ReceiveBufferSize = size;
            }

            ScriptedConnection connection;
            lock (_lock)
            {
                connection = new ScriptedConnection(this, socket, _connections.Count + 1);
                _connections.Add(connection);
            }

            Options.OnConnected?.Invoke(connection);
            lock (_lock)
            {
                _running.Add(connection.RunAsync());
            }
        }
    }

    private async Task WaitAsync(Func<bool> condition, Func<string> what, TimeSpan? bound)
    {
        var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_fault is null && !condition())
            {
                _waits.Add((condition, signal));
            }
            else
            {
                signal.SetResult();
            }
        }

        TimeSpan limit = bound ?? Eventually.DefaultBound;
        try
        {
            await signal.Task.WaitAsync(limit);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Waited {limit.TotalSeconds} s in vain for {what()}.");
        }

        ThrowFault();
    }

    private void Signal()
    {
        lock (_lock)
        {
            for (int index = _waits.Count - 1; index >= 0; index--)
            {
                if (_fault is not null || _waits[index].Condition())
                {
                    _waits[index].Signal.SetResult();
                    _waits.RemoveAt(index);
                }
            }
        }
    }

    private void ThrowFault()
    {
        if (_fault is { } fault)
        {
            throw new InvalidOperationException($"The script of the broker failed: {fault.Message}", fault);
        }
    }
}
