namespace GoQueue.Transports.InMemory;

/// <summary>What became of a message in the in-memory broker.</summary>
internal enum InMemoryRouting
{
    Routed,
    Unroutable,
    NoSuchExchange,
}
