namespace GoQueue;

/// <summary>Which message an exception speaks of. Never holds the message itself.</summary>
/// <param name="MessageId">The message's id, or <see langword="null"/> where it had none yet.</param>
/// <param name="Topic">The declared topic (exchange).</param>
/// <param name="Action">The declared action (routing key or its template).</param>
/// <param name="Version">The declared version.</param>
public readonly record struct MessageIdentity(string? MessageId, string? Topic, string? Action, string? Version)
{
    /// <summary>The name (key) of the publisher; null for an application's default publisher.</summary>
    public string? PublisherName { get; init; }

    /// <summary>
    /// For people: <c>message 0198… (users/user.created 1.0)</c>, with <c> of publisher 'billing'</c> if the publisher has a name. In one line: control characters are escaped, as <c>\u000A</c>.
    /// </summary>
    public override string ToString()
    {
        var names = $"({PrintableText.Name(Topic)}/{PrintableText.Name(Action)} {PrintableText.Name(Version)})";
        var publisher = PublisherName is null ? "" : $" of publisher '{PrintableText.Name(PublisherName)}'";
        return MessageId is null ? $"message {names}{publisher}" : $"message {PrintableText.Name(MessageId)} {names}{publisher}";
    }
}
