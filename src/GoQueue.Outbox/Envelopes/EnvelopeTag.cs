namespace GoQueue.Outbox.Envelopes;

/// <summary>
/// The fields of an envelope. A number is never used again for another field. A reader must understand numbers below 128;
/// it skips those from 128 on.
/// </summary>
internal static class EnvelopeTag
{
    public const byte MessageId = 1;
    public const byte Exchange = 2;
    public const byte RoutingKey = 3;
    public const byte Topic = 4;
    public const byte Action = 5;
    public const byte Version = 6;
    public const byte ContentType = 7;
    public const byte ContentEncoding = 8;
    public const byte CorrelationId = 9;
    public const byte ReplyTo = 10;
    public const byte AppId = 11;
    public const byte Type = 12;
    public const byte Expiration = 13;
    public const byte Priority = 14;
    public const byte Flags = 15;
    public const byte KeyHash = 16;
    public const byte Timestamp = 17;
    public const byte Headers = 18;
    public const byte BodyChecksum = 19;

    /// <summary>The first number that a reader may skip.</summary>
    public const byte FirstOptional = 128;
}
