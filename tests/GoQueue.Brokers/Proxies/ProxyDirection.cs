namespace GoQueue.Brokers.Proxies;

/// <summary>Which way through the proxy.</summary>
[Flags]
public enum ProxyDirection
{
    /// <summary>Neither.</summary>
    None = 0,

    /// <summary>From the client to the broker: publishes.</summary>
    ToBroker = 1,

    /// <summary>From the broker to the client: confirms.</summary>
    ToClient = 2,

    /// <summary>Both ways.</summary>
    Both = ToBroker | ToClient,
}
