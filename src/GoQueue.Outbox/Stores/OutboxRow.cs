namespace GoQueue.Outbox.Stores;

/// <summary>A stored message as the relay reads it.</summary>
/// <param name="Id">Its place among all messages of the outbox.</param>
/// <param name="HeldId">Its number among the held ones; 0 = it is not held.</param>
/// <param name="KeyHash">The hash of its ordering key; null = none.</param>
/// <param name="AgeMilliseconds">How long ago it was written, by the database's clock, when it was read.</param>
/// <param name="Attempts">How often the broker has rejected it.</param>
/// <param name="RouteHash">The hash of the route that it waits for; null = none.</param>
/// <param name="Envelope">Everything but the body.</param>
/// <param name="Body">The body.</param>
internal sealed record OutboxRow(
    long Id, long HeldId, long? KeyHash, long AgeMilliseconds, int Attempts, long? RouteHash, byte[] Envelope, byte[] Body)
{
    public int Bytes => Envelope.Length + Body.Length;
}
