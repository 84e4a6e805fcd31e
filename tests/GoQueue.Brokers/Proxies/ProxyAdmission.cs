namespace GoQueue.Brokers.Proxies;

/// <summary>What happens to new connections at the proxy.</summary>
public enum ProxyAdmission
{
    /// <summary>They are connected to the broker.</summary>
    Pass,

    /// <summary>They are refused: nobody listens.</summary>
    Refuse,

    /// <summary>They are accepted, and nobody ever says or reads anything.</summary>
    AcceptSilently,
}
