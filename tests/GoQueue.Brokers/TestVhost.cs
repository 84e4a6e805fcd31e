using RabbitMQ.Client;

namespace GoQueue.Brokers;

/// <summary>
/// A vhost for one test, so that tests run in parallel with the same exchange names; dropped at the end with everything in it.
/// On a broker that cannot be controlled it is the vhost of the URI, held by one test at a time, and what was declared through
/// this object is deleted at the end. Not for concurrent use.
/// </summary>
public sealed class TestVhost : IAsyncDisposable
{
    private static readonly SemaphoreSlim OnlyVhost = new(1, 1);

    private readonly RabbitMqControl? _control;
    private readonly Stack<Func<IChannel, Task>> _deletions = new();
    private bool _disposed;
    private IConnection? _connection;
    private IChannel? _channel;

    private TestVhost(string name, Uri uri, RabbitMqControl? control)
    {
        Name = name;
        Uri = uri;
        _control = control;
    }

    /// <summary>The vhost's name.</summary>
    public string Name { get; }

    /// <summary>The broker with credentials and this vhost.</summary>
    public Uri Uri { get; }

    /// <summary>Creates a vhost on the broker that the tests of this process share.</summary>
    /// <exception cref="BrokerSetupException">There is no broker, or the only vhost is not given back within five minutes.</exception>
    public static async Task<TestVhost> CreateAsync(CancellationToken cancellationToken = default) =>
        await CreateAsync(await TestBroker.GetAsync(cancellationToken), cancellationToken);

    /// <summary>Creates a vhost on a broker.</summary>
    /// <exception cref="BrokerSetupException">The broker refuses, or the only vhost is not given back within five minutes.</exception>
    public static async Task<TestVhost> CreateAsync(TestBroker broker, CancellationToken cancellationToken = default)
    {
        if (broker.HasControl)
        {
            return await CreateAsync(broker.Control);
        }

        if (!await OnlyVhost.WaitAsync(TimeSpan.FromMinutes(5), cancellationToken))
        {
            throw new BrokerSetupException($"Another test holds the only vhost of {TestBroker.UriVariable}: does it create two vhosts, or not dispose one?");
        }

        string path = broker.Uri.AbsolutePath.TrimStart('/');
        return new TestVhost(path.Length == 0 ? "/" : Uri.UnescapeDataString(path), broker.Uri, null);
    }

    /// <summary>Creates a vhost on a node.</summary>
    /// <exception cref="BrokerSetupException">The node refuses or does not answer.</exception>
    public static async Task<TestVhost> CreateAsync(RabbitMqControl control)
    {
        string name = "test-" + Guid.NewGuid().ToString("N")[..12];
        string vhost = ErlangText.Binary(name);
        await control.EvaluateAsync(
            $"ok = rabbit_vhost:add({vhost}, <<\"tests\">>), "
            + $"ok = rabbit_auth_backend_internal:set_permissions(<<\"guest\">>, {vhost}, <<\".*\">>, <<\".*\">>, <<\".*\">>, <<\"tests\">>).");
        return new TestVhost(name, new Uri(control.State.Uri, name), control);
    }

    /// <summary>Opens a connection of the bare client to this vhost. The caller disposes it.</summary>
    public async Task<IConnection> ConnectAsync(CancellationToken cancellationToken = default) =>
        await new ConnectionFactory { Uri = Uri, AutomaticRecoveryEnabled = false, ClientProvidedName = "tests" }.CreateConnectionAsync(cancellationToken);

    /// <summary>A channel of the bare client for set-up and for reading back, opened at the first use and again after the broker closed it.</summary>
    public async Task<IChannel> GetChannelAsync(CancellationToken cancellationToken = default)
    {
        if (_channel is { IsOpen: true })
        {
            return _channel;
        }

        if (_connection is not { IsOpen: true })
        {
            _connection?.Dispose();
            _connection = await ConnectAsync(cancellationToken);
        }

        return _channel = await _connection.CreateChannelAsync(cancellationToken: cancellationToken);
    }

    /// <summary>Declares a durable exchange.</summary>
    public async Task DeclareExchangeAsync(string exchange, string type = ExchangeType.Topic, IDictionary<string, object?>? arguments = null)
    {
        IChannel channel = await GetChannelAsync();
        _deletions.Push(cleaner => cleaner.ExchangeDeleteAsync(exchange));
        await channel.ExchangeDeclareAsync(exchange, type, durable: true, arguments: arguments);
    }

    /// <summary>Declares a durable queue, bound when an exchange is given.</summary>
    public async Task DeclareQueueAsync(string queue, string? exchange = null, string routingKey = "#", IDictionary<string, object?>? arguments = null)
    {
        IChannel channel = await GetChannelAsync();
        _deletions.Push(cleaner => cleaner.QueueDeleteAsync(queue));
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, arguments);
        if (exchange is not null)
        {
            await channel.QueueBindAsync(queue, exchange, routingKey);
        }
    }

    /// <summary>Takes every message out of a queue, in order.</summary>
    public async Task<IReadOnlyList<BasicGetResult>> DrainAsync(string queue, CancellationToken cancellationToken = default)
    {
        IChannel channel = await GetChannelAsync(cancellationToken);
        List<BasicGetResult> messages = [];
        while (await channel.BasicGetAsync(queue, autoAck: true, cancellationToken) is { } message)
        {
            messages.Add(message);
        }

        return messages;
    }

    /// <summary>Waits until a queue holds a message, and takes it.</summary>
    /// <exception cref="TimeoutException">None came within 30 seconds.</exception>
    public async Task<BasicGetResult> TakeAsync(string queue, CancellationToken cancellationToken = default)
    {
        IChannel channel = await GetChannelAsync(cancellationToken);
        BasicGetResult? message = null;
        await Eventually.HoldsAsync(async () => (message = await channel.BasicGetAsync(queue, autoAck: true, cancellationToken)) is not null, $"a message in the queue '{queue}'");
        return message!;
    }

    /// <summary>Drops the vhost, or what was declared in it when it is not ours.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        try
        {
            if (_control is not null)
            {
                await DropAsync(_control);
            }
            else if (_deletions.Count > 0)
            {
                IChannel channel = await GetChannelAsync();
                while (_deletions.TryPop(out Func<IChannel, Task>? delete))
                {
                    await delete(channel);
                }
            }
        }
        finally
        {
            if (_connection is not null)
            {
                await _connection.AbortAsync();
                _connection.Dispose();
            }

            if (_control is null)
            {
                OnlyVhost.Release();
            }
        }
    }

    private async Task DropAsync(RabbitMqControl control)
    {
        try
        {
            await control.EvaluateAsync($"rabbit_vhost:delete({ErlangText.Binary(Name)}, <<\"tests\">>).");
        }
        catch (BrokerSetupException)
        {
            // The test deleted the vhost, or killed the node and the vhost with it. A failure here would hide the test's own.
        }
    }
}
