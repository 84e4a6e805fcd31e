using System.Text.Json;

namespace GoQueue.Generators.Tests.Models.Matrix;

/// <summary>What a user does with an event, for tests that know its type only at run time.</summary>
internal abstract class EventProbe
{
    public abstract EventDescriptor Descriptor { get; }

    /// <summary>Whether the direct writer, or a masking writer, was generated.</summary>
    public abstract bool HasDirectWriter { get; }

    /// <summary>
    /// Publishes through the in-memory broker and reads the message back. Validation failures and all others are thrown
    /// as a caller gets them.
    /// </summary>
    /// <param name="message">The event.</param>
    /// <param name="configure">Adds to the publisher; encryption keys are set.</param>
    public abstract Task<PublishedCase> PublishAsync(object message, Action<GoQueuePublisherBuilder>? configure = null);

    /// <summary>
    /// The JSON of all ways of writing: the direct writer if there is one, the handler, the metadata.
    /// </summary>
    public abstract IReadOnlyList<(string Way, string Json)> WriteAll(object message);

    /// <summary>The JSON of an event read from JSON.</summary>
    public abstract string Reread(string json);

    public abstract IReadOnlyList<ValidationFailure> Validate(object message);

    /// <summary>All log lines of one publish with debug logging on.</summary>
    public abstract Task<string> DebugLinesAsync(object message);

    /// <summary>
    /// The message with which the test harness fails when the event was published and none was expected.
    /// </summary>
    public abstract Task<string> HarnessFailureAsync(object message);

    /// <summary>
    /// The text that <paramref name="action"/> returns, or the kind of failure: both sides of a comparison fail in the
    /// same way.
    /// </summary>
    public static string Outcome(Func<string> action)
    {
        try
        {
            return action();
        }
        catch (JsonException)
        {
            return nameof(JsonException);
        }
        catch (Exception failure) when (failure is InvalidOperationException or NotSupportedException or ArgumentException)
        {
            return failure.GetType().Name;
        }
    }
}
