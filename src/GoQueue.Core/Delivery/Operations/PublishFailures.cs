using System.Globalization;

namespace GoQueue.Delivery.Operations;

/// <summary>The exceptions of an operation, with their sentences: the thing, the fault, the cure. Never the message's content.</summary>
internal static class PublishFailures
{
    public static Exception Unroutable(PublishOperation operation)
    {
        var message = operation.Message;
        return new UnroutableMessageException(
            message.Identity,
            operation.Attempts,
            message.Exchange,
            message.RoutingKey,
            operation.ReturnCode,
            $"The exchange '{message.Exchange}' has no queue for the routing key '{message.RoutingKey}' of {message.Identity} ({operation.ReturnCode} NO_ROUTE): bind a queue, or publish with Mandatory = false.");
    }

    public static MessageRejectedException Rejected(PublishOperation operation) => new MessageRejectedException(
        operation.Message.Identity,
        operation.Attempts,
        $"The broker rejected {operation.Message.Identity} (nack): a queue is full and rejects, or has failed; make room, or let the publisher try again with UseRetry().");

    public static Exception OutcomeUnknown(PublishOperation operation, string cause, Exception? exception) => new PublishOutcomeUnknownException(
        operation.Message.Identity,
        operation.Attempts,
        $"{SentenceStart(operation)} was sent and not confirmed: {cause} The broker may hold it; publish it again only with the same id.",
        exception);

    public static Exception Refused(PublishOperation operation, string reason, Exception? cause) => new MessageRefusedException(
        operation.Message.Identity, operation.Attempts, $"{SentenceStart(operation)} was not sent. {reason}", cause);

    public static Exception CircuitOpen(PublishOperation operation, TimeSpan remaining) => new CircuitOpenException(
        operation.Message.Identity,
        operation.Attempts,
        $"{SentenceStart(operation)} was not sent: the circuit is open after too many failures in a row; publish again {(remaining > TimeSpan.Zero ? $"in {Span(remaining)}" : "when the probes under way have ended")}.");

    /// <summary>What waits takes all the bytes that may wait.</summary>
    public static PublishQueueFullException QueueFull(PublishOperation operation, ByteCount waiting, string bound) => new(
        operation.Message.Identity,
        operation.Attempts,
        $"{SentenceStart(operation)} was not sent: {waiting.Value:N0} bytes of messages wait their turn, a permit or a retry, and {bound}; publish slower, or raise MaxInFlightBytes.");

    public static Exception RateLimited(PublishOperation operation, TimeSpan? retryAfter) => new RateLimitedException(
        operation.Message.Identity,
        operation.Attempts,
        retryAfter,
        $"{SentenceStart(operation)} was not sent: the rate limiter gave no permit; publish again {(retryAfter is { } wait ? $"in {Span(wait)}" : "later")}, or give the limiter a queue.");

    public static Exception Stopped(PublishOperation operation)
    {
        const string Cause = "the publisher was closed first.";
        if (operation.UnknownAttempts > 0)
        {
            return OutcomeUnknown(operation, Cause, null);
        }

        return operation.Rejections > 0
            ? Rejected(operation)
            : new PublisherStoppedException(
                operation.Message.Identity, operation.Attempts, $"{SentenceStart(operation)} was not sent: {Cause} Publish before it is closed, or give it a longer DrainTimeout.");
    }

    /// <summary>Picks the exception of a passed bound: where nothing was ever sent and the broker is out of reach, that is the news.</summary>
    public static Exception TimedOut(PublishOperation operation, bool sent, string bound, string cause, Exception? lastFault)
    {
        var identity = operation.Message.Identity;
        if (sent || operation.UnknownAttempts > 0)
        {
            return new PublishTimeoutException(
                identity,
                PublishOutcome.Unknown,
                operation.Attempts,
                $"{SentenceStart(operation)} was sent and not confirmed within {bound}: {cause} The broker may hold it; publish it again only with the same id.",
                lastFault);
        }

        if (operation.Rejections > 0)
        {
            return new PublishTimeoutException(
                identity,
                PublishOutcome.Rejected,
                operation.Attempts,
                $"{SentenceStart(operation)} was rejected by the broker (nack) and could not be sent again within {bound}: {cause}",
                lastFault);
        }

        return lastFault is not null
            ? new BrokerUnavailableException(identity, operation.Attempts, $"{SentenceStart(operation)} was not sent within {bound}: {cause}", lastFault)
            : new PublishTimeoutException(identity, PublishOutcome.NotSent, operation.Attempts, $"{SentenceStart(operation)} was not sent within {bound}: {cause}");
    }

    public static Exception Canceled(PublishOperation operation, bool sent, CancellationToken token)
    {
        var unknown = sent || operation.UnknownAttempts > 0;
        return new PublishCanceledException(
            operation.Message.Identity,
            unknown ? PublishOutcome.Unknown : operation.Rejections > 0 ? PublishOutcome.Rejected : PublishOutcome.NotSent,
            unknown
                ? $"The publish of {operation.Message.Identity} was cancelled while the broker's answer was awaited: the broker may hold it; publish it again only with the same id."
                : $"The publish of {operation.Message.Identity} was cancelled {(operation.Rejections > 0 ? "after the broker had rejected it (nack)" : "before it was sent")}.",
            token);
    }

    /// <summary>A span for people: <c>60 s</c>, <c>250 ms</c>.</summary>
    public static string Span(TimeSpan span) => span >= TimeSpan.FromSeconds(1)
        ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.###} s")
        : string.Create(CultureInfo.InvariantCulture, $"{span.TotalMilliseconds:0.###} ms");

    /// <summary>The message at the head of a sentence.</summary>
    public static string SentenceStart(PublishOperation operation)
    {
        var text = operation.Message.Identity.ToString();
        return string.Concat(text[..1].ToUpperInvariant(), text.AsSpan(1));
    }
}
