namespace GoQueue.Testing;

/// <summary>
/// A test expected other messages than were published. The message says what was expected and lists everything that was published, bodies included: it is meant for the
/// log of a test run. Events with <c>[Sensitive]</c> or <c>[Encrypted]</c> members are listed by their masked JSON. Every test framework reports it as a failure.
/// </summary>
/// <param name="message">What was expected, and what was published.</param>
public sealed class GoQueueTestException(string message) : Exception(message);
