namespace GoQueue.Outbox.Relaying;

/// <summary>Judges failures by their types. Stateless.</summary>
internal static class SendVerdicts
{
    public static SendVerdict Of(Exception failure) => failure switch
    {
        UnroutableMessageException => SendVerdict.RouteFault,
        ExchangeNotFoundException or PublishAccessDeniedException => SendVerdict.ExchangeFault,
        MessageRejectedException or PublishException { Outcome: PublishOutcome.Rejected } => SendVerdict.Rejected,
        MessageRefusedException or PublishStepFailedException => SendVerdict.Hopeless,
        PublishCanceledException { Outcome: PublishOutcome.Unknown } or PublishException { Outcome: PublishOutcome.Unknown } => SendVerdict.Unknown,
        PublishException or OperationCanceledException => SendVerdict.Pause,
        _ => SendVerdict.Hopeless,
    };

    /// <summary>The kind for the column, the metric and people: <c>Unroutable</c>.</summary>
    public static string KindOf(Exception failure)
    {
        var name = failure.GetType().Name;
        return name.EndsWith("Exception", StringComparison.Ordinal) ? name[..^"Exception".Length] : name;
    }
}
