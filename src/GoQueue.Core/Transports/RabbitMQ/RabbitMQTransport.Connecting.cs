using GoQueue.Delivery;
using GoQueue.Transports.RabbitMQ.Faults;

namespace GoQueue.Transports.RabbitMQ;

/// <summary>
/// Connecting on request. The first connect of a program most often fails because no broker runs, and says so soon.
/// </summary>
internal sealed partial class RabbitMQTransport
{
    private const int MostRefusals = 3;

    private static readonly TimeSpan s_firstConnectBound = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_startWarning = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_declareAgain = TimeSpan.FromSeconds(1);

    // RabbitMQ without TLS.
    private const int DefaultPort = 5672;

    private bool _wasConnected;
    private int _refusals;

    private MessageIdentity NoMessage => default(MessageIdentity) with { PublisherName = _settings.Publisher.PublisherName };

    public async ValueTask ConnectAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _wasConnected))
        {
            await WaitForConnectionAsync(int.MaxValue, cancellationToken).ConfigureAwait(false);
        }
        else if (!await TryConnectAsync(s_firstConnectBound, cancellationToken).ConfigureAwait(false))
        {
            throw new BrokerUnavailableException(NoMessage, attempts: 0, NoBroker(), LastFault()?.Exception);
        }
    }

    public async ValueTask ConnectAtStartAsync(CancellationToken cancellationToken)
    {
        if (!await TryConnectAsync(s_startWarning, cancellationToken).ConfigureAwait(false))
        {
            RabbitMQLog.StartWaits(_logger, NoBroker());
            await WaitForConnectionAsync(int.MaxValue, cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask DeclareAtStartAsync(TopologyBuilder topology, CancellationToken cancellationToken)
    {
        Exception? last = null;
        try
        {
            while (true)
            {
                await ConnectAtStartAsync(cancellationToken).ConfigureAwait(false);
                try
                {
                    await DeclareAsync(topology, cancellationToken).ConfigureAwait(false);
                    return;
                }
                catch (BrokerUnavailableException exception) when (!_stopped && !IsRefused)
                {
                    // A cluster without a majority does not answer, and a broker that is starting ends connections.
                    last = exception;
                    cancellationToken.ThrowIfCancellationRequested();
                    RabbitMQLog.StartWaits(_logger, exception.Message);
                }

                await Task.Delay(s_declareAgain, _settings.Time, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException exception) when (last is not null && exception is not DeclarationCanceledException)
        {
            throw new OperationCanceledException(exception.Message, last, cancellationToken);
        }
    }

    /// <summary>False if the broker's host refused several connects, or the bound has passed.</summary>
    private async Task<bool> TryConnectAsync(TimeSpan bound, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(bound, _settings.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            return await WaitForConnectionAsync(Volatile.Read(ref _refusals) + MostRefusals, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return OpenSession() is not null;
        }
    }

    /// <summary>False if the number of refused connects has come to <paramref name="mostRefusals"/>.</summary>
    private async Task<bool> WaitForConnectionAsync(int mostRefusals, CancellationToken cancellationToken)
    {
        EnsureStarted();
        while (true)
        {
            var changed = Volatile.Read(ref _stateChanged).Task;
            if (OpenSession() is not null)
            {
                return true;
            }

            if (_stopped || IsRefused)
            {
                throw new BrokerUnavailableException(NoMessage, attempts: 0, $"No connection to {_settings.Description}: {FaultText()}.", LastFault()?.Exception);
            }

            if (Volatile.Read(ref _refusals) >= mostRefusals)
            {
                return false;
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Refusals of the first connection alone: several connections are refused at once.</summary>
    private void NoteRefusal(BrokerConnection connection, ConnectFault fault)
    {
        if (fault.IsConnectionRefused && connection == _connections[0])
        {
            Interlocked.Increment(ref _refusals);
        }
    }

    private string NoBroker()
    {
        var fault = LastFault();
        if (fault is { IsUnreachable: false })
        {
            return $"No connection to {_settings.Description}: {fault.Text}.";
        }

        var where = string.Join(", ", _settings.Endpoints.Select(static endpoint => endpoint.Host.Contains(':', StringComparison.Ordinal) ? $"[{endpoint.Host}]:{endpoint.Port}" : $"{endpoint.Host}:{endpoint.Port}"));
        var reason = fault is null ? "no answer" : fault.IsConnectionRefused ? "connection refused" : fault.Text.Split(';')[0];
        var (host, port) = _settings.Endpoints[0];
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown || !new UriBuilder("amqp", host, port).Uri.IsLoopback)
        {
            return $"No RabbitMQ at {where} ({reason}). Check host and port, and that the broker runs.";
        }

        // At another port a broker was meant that exists, or the port is wrong: a new one at that port would hide the
        // slip.
        return port == DefaultPort
            ? $"No RabbitMQ at {where} ({reason}). Start one: docker run -d -p {DefaultPort}:{DefaultPort} rabbitmq:4, or use UseInMemory()."
            : $"No RabbitMQ at {where} ({reason}). Check the port (RabbitMQ's own is {DefaultPort}) and that the broker runs, or use UseInMemory().";
    }
}
