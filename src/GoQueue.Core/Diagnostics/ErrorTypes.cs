namespace GoQueue.Diagnostics;

/// <summary>The values of <c>error.type</c>: few, stable, and without anything of the message.</summary>
internal static class ErrorTypes
{
    public const string Nack = "nack";
    public const string Returned = "returned";
    public const string Timeout = "timeout";

    public static string Of(Exception exception) => exception switch
    {
        EventValidationException => "validation",
        EventSerializationException => "serialization",
        MessageRefusedException => "refused",
        UnroutableMessageException => Returned,
        MessageRejectedException => Nack,
        ExchangeNotFoundException => "exchange_not_found",
        PublishAccessDeniedException => "access_denied",
        BrokerUnavailableException => "broker_unavailable",
        BrokerBlockedException => "broker_blocked",
        CircuitOpenException => "circuit_open",
        RateLimitedException => "rate_limited",
        PublishQueueFullException => "queue_full",
        PublisherStoppedException => "publisher_stopped",
        PublishTimeoutException => Timeout,
        PublishOutcomeUnknownException => "outcome_unknown",
        PublishCanceledException => "canceled",
        PublishNotCompletedException => "not_completed",
        PublishStepFailedException => "step_failed",

        // OpenTelemetry's fallback: the type, whose names are few.
        _ => exception.GetType().FullName ?? "_OTHER",
    };
}
