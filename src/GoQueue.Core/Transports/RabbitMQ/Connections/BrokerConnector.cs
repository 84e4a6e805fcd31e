using GoQueue.Messages.Execution;
using GoQueue.Transports.RabbitMQ.Faults;
using GoQueue.Transports.RabbitMQ.Settings;
using GoQueue.Transports.RabbitMQ.Wire;
using RabbitMQ.Client;

namespace GoQueue.Transports.RabbitMQ.Connections;

/// <summary>Makes one connection: tries the endpoints one after the other, the last good one first. Not thread-safe.</summary>
/// <param name="settings">The transport's settings.</param>
/// <param name="channels">How many channels of ours each connection is to have.</param>
/// <param name="onOverruled">Hears of settings of the application that this library sets itself.</param>
internal sealed class BrokerConnector(ResolvedRabbitMQOptions settings, int channels, Action<string> onOverruled)
{
    private int _preferred;

    /// <summary>A connection that has proved itself: logged in, and a channel opened in its vhost.</summary>
    /// <exception cref="ConnectFailedException">No endpoint could be reached; the fault is the last one's.</exception>
    public async Task<BrokerSession> ConnectAsync(CancellationToken cancellationToken)
    {
        ConnectFault? fault = null;
        for (var i = 0; i < settings.Endpoints.Count; i++)
        {
            var index = (_preferred + i) % settings.Endpoints.Count;
            try
            {
                var session = await ConnectAsync(settings.Endpoints[index], cancellationToken).ConfigureAwait(false);
                _preferred = index;
                return session;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                fault = ConnectFault.From(exception);
                if (fault.IsFatal)
                {
                    break;
                }
            }
        }

        _preferred = (_preferred + 1) % settings.Endpoints.Count;
        throw new ConnectFailedException(fault!);
    }

    private async Task<BrokerSession> ConnectAsync((string Host, int Port) endpoint, CancellationToken cancellationToken)
    {
        // ConfigureConnection is the application's, and may block: closing must not wait for it.
        var factory = await ForeignCall.RunAsync(() => Task.FromResult(settings.CreateFactory(endpoint.Host, onOverruled)), cancellationToken).ConfigureAwait(false);
        var sockets = new WireSockets(factory.Ssl.Enabled ? factory.Ssl : null, settings.Time);
        factory.SocketFactory = sockets.Create;
        var connecting = Task.Run(

            // Without the options of TLS, which is ours and below the client: its stream is open text.
            () => factory.CreateConnectionAsync(
                [new AmqpTcpEndpoint(endpoint.Host, endpoint.Port, new SslOption(), factory.MaxInboundMessageBodySize)], settings.ClientProvidedName, CancellationToken.None),
            CancellationToken.None);
        IConnection connection;
        try
        {
            // Not by the client's own token: with that, 7.2.2 may never return (its issue 1921). Our socket ends the attempt instead.
            connection = await connecting.WaitAsync(settings.ConnectTimeout, settings.Time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            var cause = sockets.End?.Exception;
            sockets.Kill();
            _ = EndLateAsync(connecting);
            if (cause is not null && IsEcho(exception))
            {
                throw new IOException("The connection ended during its opening.", cause);
            }

            throw;
        }

        BrokerSession session;
        try
        {
            session = new BrokerSession(connection, sockets.Current, settings, channels);
        }
        catch
        {
            sockets.Kill();
            _ = EndLateAsync(connecting);
            throw;
        }

        try
        {
            await session.ProbeAsync(cancellationToken).ConfigureAwait(false);
            return session;
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Whether the client reports only that its socket is closed. The wire has the cause.</summary>
    private static bool IsEcho(Exception exception) => exception is ObjectDisposedException || (exception.InnerException is { } inner && IsEcho(inner));

    /// <summary>An attempt that was given up may still end in a connection, or in an exception that nobody would see.</summary>
    private static async Task EndLateAsync(Task<IConnection> connecting)
    {
        try
        {
            var connection = await connecting.ConfigureAwait(false);
            await connection.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The attempt's fault has been reported: this is its echo.
            _ = exception;
        }
    }
}
