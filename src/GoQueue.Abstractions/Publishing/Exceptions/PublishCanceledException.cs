namespace GoQueue;

/// <summary>
/// The caller's token was cancelled. An <see cref="OperationCanceledException"/>, so that cancellation looks as everywhere in .NET; <see cref="Outcome"/> says
/// whether the message had been sent by then.
/// </summary>
/// <param name="identity">The message.</param>
/// <param name="outcome"><see cref="PublishOutcome.NotSent"/> or <see cref="PublishOutcome.Unknown"/>.</param>
/// <param name="message">One sentence: the thing, the fault, the cure.</param>
/// <param name="cancellationToken">The token.</param>
public sealed class PublishCanceledException(MessageIdentity identity, PublishOutcome outcome, string message, CancellationToken cancellationToken)
    : OperationCanceledException(PrintableText.Line(message), cancellationToken)
{
    /// <summary>The message's id, or <see langword="null"/> where it had none yet.</summary>
    public string? MessageId { get; } = PrintableText.Name(identity.MessageId);

    /// <summary>The name (key) of the publisher; <see langword="null"/> for an application's default publisher.</summary>
    public string? PublisherName { get; } = identity.PublisherName;

    /// <summary>The declared topic (exchange).</summary>
    public string? Topic { get; } = PrintableText.Name(identity.Topic);

    /// <summary>The declared action (routing key or its template).</summary>
    public string? Action { get; } = PrintableText.Name(identity.Action);

    /// <summary>The declared version.</summary>
    public string? Version { get; } = PrintableText.Name(identity.Version);

    /// <summary>What is known of the message.</summary>
    public PublishOutcome Outcome { get; } = outcome;
}
