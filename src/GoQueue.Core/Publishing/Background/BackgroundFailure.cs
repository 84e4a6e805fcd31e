namespace GoQueue;

/// <summary>An accepted message that was not published. Never holds the event.</summary>
/// <param name="MessageId">The message's id.</param>
/// <param name="Exception">Why; mostly a <see cref="PublishException"/>, whose outcome says what is known of the message.</param>
public readonly record struct BackgroundFailure(string MessageId, Exception Exception);
