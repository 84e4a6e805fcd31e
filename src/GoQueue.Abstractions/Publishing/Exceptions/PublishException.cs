namespace GoQueue;

/// <summary>
/// A message is not known to be published. The type says why, <see cref="Outcome"/> what is known of the message. Never holds the event, its
/// body, header values or credentials. Its texts stand in one line: control characters in names from outside are escaped, as <c>\u000A</c>.
/// </summary>
public abstract class PublishException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="identity">The message.</param>
    /// <param name="outcome">What is known of it.</param>
    /// <param name="attempts">How often it was sent.</param>
    /// <param name="message">One sentence: the thing, the fault, the cure.</param>
    /// <param name="innerException">The cause, or null.</param>
    protected PublishException(MessageIdentity identity, PublishOutcome outcome, int attempts, string message, Exception? innerException = null)
        : base(TextOf(identity, message), innerException)
    {
        MessageId = PrintableText.Name(identity.MessageId);
        Topic = PrintableText.Name(identity.Topic);
        Action = PrintableText.Name(identity.Action);
        Version = PrintableText.Name(identity.Version);
        PublisherName = PrintableText.Name(identity.PublisherName);
        Outcome = outcome;
        Attempts = attempts;
    }

    /// <summary>The message's id, or <see langword="null"/> where it had none yet.</summary>
    public string? MessageId { get; }

    /// <summary>The name (key) of the publisher; <see langword="null"/> for an application's default publisher.</summary>
    public string? PublisherName { get; }

    /// <summary>The declared topic (exchange).</summary>
    public string? Topic { get; }

    /// <summary>The declared action (routing key or its template).</summary>
    public string? Action { get; }

    /// <summary>The declared version.</summary>
    public string? Version { get; }

    /// <summary>How often the message was sent.</summary>
    public int Attempts { get; }

    /// <summary>What is known of the message.</summary>
    public PublishOutcome Outcome { get; }

    // Without a message there is no name from outside either: such a text may have several lines, as advice to a first-time user.
    private static string TextOf(MessageIdentity identity, string message)
    {
        if (identity with { PublisherName = null } != default)
        {
            return PrintableText.Line(message);
        }

        if (identity.PublisherName is null)
        {
            return message;
        }

        var firstLine = message.IndexOf('\n', StringComparison.Ordinal);
        return message.Insert(firstLine < 0 ? message.Length : firstLine, $" (publisher '{PrintableText.Name(identity.PublisherName)}')");
    }
}
