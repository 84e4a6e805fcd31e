namespace GoQueue.Outbox;

/// <summary>A message that is held, without its body.</summary>
/// <param name="HeldId">Its number among the held ones, by which it is addressed.</param>
/// <param name="MessageId">The message's id.</param>
/// <param name="Topic">The declared topic.</param>
/// <param name="Action">The declared action.</param>
/// <param name="State">Why it is held.</param>
/// <param name="WrittenAt">When it was written, by the database's clock.</param>
/// <param name="Attempts">How often the broker rejected it.</param>
/// <param name="RetryAt">When it is sent again; null = not by itself.</param>
/// <param name="ErrorKind">The kind of the last failure, or null.</param>
/// <param name="Error">The last failure as a sentence, or null. Never content of the message.</param>
public sealed record HeldMessage(
    long HeldId,
    string MessageId,
    string Topic,
    string Action,
    HeldState State,
    DateTimeOffset WrittenAt,
    int Attempts,
    DateTimeOffset? RetryAt,
    string? ErrorKind,
    string? Error);
