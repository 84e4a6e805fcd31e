namespace GoQueue.Transports;

/// <summary>What a transport needs to know of its publisher.</summary>
/// <param name="Time">The clock.</param>
/// <param name="PublisherId">The publisher's id.</param>
/// <param name="PublisherName">The publisher's key; null for the default publisher.</param>
/// <param name="PublishTimeout">The publisher's bound on a publish.</param>
internal sealed record PublisherInfo(TimeProvider Time, string PublisherId, string? PublisherName, TimeSpan PublishTimeout);
