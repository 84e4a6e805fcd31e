namespace GoQueue.Transports.RabbitMQ.Wire;

/// <summary>Where the output's bytes go: a socket, or TLS above one. Used by one sender at a time, who may change.</summary>
internal interface IWireSink
{
    /// <summary>The most bytes worth giving at once.</summary>
    int MostBytes { get; }

    /// <summary>Takes as much as goes without waiting. An empty batch goes on with what was taken and has not left yet.</summary>
    /// <exception cref="IOException">The connection has ended.</exception>
    WireSend Send(List<ArraySegment<byte>> batch);

    /// <summary>Waits until there may be room again, or the connection has ended.</summary>
    void WaitForRoom();
}
