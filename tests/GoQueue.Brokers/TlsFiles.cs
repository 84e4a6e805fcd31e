namespace GoQueue.Brokers;

/// <summary>The PEM files of a TLS listener.</summary>
/// <param name="Authority">The certificate of the authority.</param>
/// <param name="Certificate">The server's certificate.</param>
/// <param name="Key">The server's private key.</param>
public sealed record TlsFiles(string Authority, string Certificate, string Key);
