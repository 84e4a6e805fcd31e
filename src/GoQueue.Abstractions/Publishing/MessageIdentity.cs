namespace GoQueue;

/// <summary>Which message an exception speaks of. Never holds the message itself.</summary>
/// <param name="MessageId">The message's id, or <see langword="null"/> where it had none yet.</param>
/// <param name="Topic">The declared topic (exchange).</param>
/// <param name="Action">The declared action (routing key or its template).</param>
/// <param name="Version">The declared version.</param>
public readonly record struct MessageIdentity(string? MessageId, string? Topic, string? Action, string? Version)
{
    /// <summary>For people: <c>message 0198… (users/user.created 1.0)</c>. In one line: control characters are escaped, as <c>\u000A</c>.</summary>
    public override string ToString()
    {
        var names = $"({PrintableText.Name(Topic)}/{PrintableText.Name(Action)} {PrintableText.Name(Version)})";
        return MessageId is null ? $"message {names}" : $"message {PrintableText.Name(MessageId)} {names}";
    }
}
