namespace GoQueue.Brokers;

/// <summary>How a TCP connection ends.</summary>
public enum SocketEnd
{
    /// <summary>In order: the peer reads what was sent and then the end of the stream.</summary>
    Fin,

    /// <summary>At once: the peer's next read or write fails with "connection reset".</summary>
    Reset,
}
