using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using GoQueue.Transports.RabbitMQ.Settings;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace GoQueue.Transports.RabbitMQ.Faults;

/// <summary>Why a connect failed: in words for people, and whether trying again can help.</summary>
/// <param name="Text">One clause with the cure; never a name or password.</param>
/// <param name="IsFatal">Whether only other settings help: then nobody waits for a reconnect.</param>
/// <param name="Exception">The cause; null where its own text could hold the login's name.</param>
internal sealed record ConnectFault(string Text, bool IsFatal, Exception? Exception)
{
    // AMQP 0-9-1: what the broker says to a wrong vhost, or to a user who may not enter it.
    private const int NotAllowed = 530;

    /// <summary>Whether the host is there, and nothing listens on the port.</summary>
    public bool IsConnectionRefused => Exception is SocketException { SocketErrorCode: SocketError.ConnectionRefused };

    /// <summary>Whether no broker has answered, neither with a refusal nor with a certificate.</summary>
    public bool IsUnreachable => Exception is SocketException or TimeoutException;

    public static ConnectFault From(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case UserCodeException:
                    return new(cause.Message, IsFatal: false, null);
                case ConnectRefusedException:
                    return new(cause.Message, IsFatal: true, null);
                case AuthenticationFailureException:
                    return new("the broker refused the login: correct user and password in the URI, or what the credentials provider gives", IsFatal: true, null);
                case OperationInterruptedException { ShutdownReason.Initiator: not ShutdownInitiator.Peer }:
                    // Code and text are the client's own. The broker closes without an answer if a frame of the login is too large.
                    return new(
                        "the connection ended during its opening without an answer of the broker; if this repeats, check that the login (an OAuth 2 token, client properties) fits the broker's first frame (8,192 bytes, 4,096 before RabbitMQ 4.1), that frame_max is at least 8,192, and the broker's log",
                        IsFatal: false,
                        null);
                case OperationInterruptedException { ShutdownReason: { ReplyCode: NotAllowed } reason } when IsLimit(reason.ReplyText):
                    return new($"the broker allows no more: {BrokerText.Clean(reason.ReplyText)} (530); raise the limit of the user or vhost, or lower Connections and ChannelPoolSize", IsFatal: false, null);
                case OperationInterruptedException { ShutdownReason: { ReplyCode: NotAllowed } reason }:
                    return new($"the broker refused the vhost: {BrokerText.Clean(reason.ReplyText)} (530); create it, or correct the URI's path", IsFatal: true, null);
                case OperationInterruptedException { ShutdownReason: { Initiator: ShutdownInitiator.Peer } reason }:
                    return new($"the broker closed the connection: {BrokerText.Clean(reason.ReplyText)} ({reason.ReplyCode})", IsFatal: false, null);
                case AuthenticationException:
                    return new($"TLS failed: {BrokerText.Clean(cause).TrimEnd('.')}; check that the broker's certificate is valid today, names this host and comes from an authority that this machine trusts", IsFatal: false, cause);
                case CryptographicException when cause.Message.Contains(" alert ", StringComparison.Ordinal):
                    // TLS 1.3: the broker refuses the client's certificate after the handshake has ended for the client.
                    return new($"the broker ended TLS: {BrokerText.Clean(cause)}; check that the client's certificate is valid today and comes from an authority that the broker trusts", IsFatal: false, cause);
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused }:
                    return new("connection refused; check host and port, and that the broker runs", IsFatal: false, cause);
                case SocketException socket:
                    return new($"{BrokerText.Clean(socket.Message)} ({socket.SocketErrorCode}); check host and port, and that the broker runs", IsFatal: false, socket);
                case TimeoutException:
                    return new("the broker did not answer in time; check host and port, and whether it is overloaded", IsFatal: false, cause);
            }
        }

        // Texts of the client and of sockets may be shown. Any other exception comes from code that is neither the client's nor ours, and may quote a secret.
        var shown = exception.InnerException ?? exception;
        while (shown is AggregateException { InnerException: { } inner })
        {
            shown = inner;
        }

        return shown is RabbitMQClientException or IOException
            ? new(BrokerText.Clean(shown), IsFatal: false, exception)
            : new($"connecting failed with {shown.GetType().Name}", IsFatal: false, null);
    }

    // Others that use the limit up may end: it is worth waiting for.
    private static bool IsLimit(string text) =>
        text.Contains("number of channels opened", StringComparison.Ordinal) || text.Contains("connection limit", StringComparison.Ordinal);
}
