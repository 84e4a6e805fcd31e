using GoQueue.Brokers.Scripted;

namespace GoQueue.RabbitMQ.Tests.Channels;

/// <summary>
/// The ways in which a scripted broker ends a connection: a reply code, 0 for a reset, 1 for the end of the stream.
/// </summary>
internal static class ConnectionEnding
{
    public const int Reset = 0;

    public const int EndOfStream = 1;

    /// <summary>Whether the broker says with it that it could not read or process something.</summary>
    public static bool BlamesMessage(int code) => code is 501 or 502 or 503 or 505 or 541;

    public static void End(ScriptedConnection connection, int code)
    {
        switch (code)
        {
            case Reset:
                connection.End(SocketEnd.Reset);
                break;
            case EndOfStream:
                connection.End(SocketEnd.Fin);
                break;
            default:
                connection.Close(code, "the broker's words");
                break;
        }
    }
}
