using System.Diagnostics;

namespace GoQueue.Diagnostics;

/// <summary>
/// The publish spans. A span begins with the call and ends with the broker's answer, on another thread and outside any execution context of the
/// caller: so it is never left as <see cref="Activity.Current"/>, neither there nor with the caller. Stateless.
/// </summary>
internal static class PublisherTracing
{
    private static readonly ActivitySource? s_source = CreateSource();

    public static bool HasListeners => s_source?.HasListeners() ?? false;

    /// <summary>Whether the calling code is in the span of a batch, which only the batch's own loop makes current.</summary>
    public static bool IsInBatch => Activity.Current is { Kind: ActivityKind.Client } current && ReferenceEquals(current.Source, s_source);

    /// <summary>Starts a span as a child of the current activity; null without a listener, or if it is not sampled.</summary>
    public static Activity? Start(SpanForm form)
    {
        var caller = Activity.Current;
        var activity = s_source!.StartActivity(
            form.Kind, parentContext: default, form.Tags, links: null, startTime: default, form.Name);
        if (activity is not null)
        {
            Activity.Current = caller;
        }

        return activity;
    }

    /// <summary>
    /// Creating a source calls ShouldListenTo of every listener in the process. If one throws there is no source, and
    /// messages are published without spans.
    /// </summary>
    private static ActivitySource? CreateSource()
    {
        try
        {
            return new ActivitySource(GoQueueDiagnostics.ActivitySourceName, TelemetryVersion.Text);
        }
        catch (Exception)
        {
            return null;
        }
    }

    public static void Stop(Activity activity, in PublishEnd end)
    {
        if (end.MessageId is { } messageId)
        {
            activity.SetTag(MessagingTags.MessageId, messageId);
        }

        if (end.Attempts > 1)
        {
            activity.SetTag(MessagingTags.Attempts, end.Attempts);
        }

        if (end.Deduplicated)
        {
            activity.SetTag(MessagingTags.Deduplicated, true);
        }

        if (end.Failure is { } failure)
        {
            SetFailure(activity, failure);
            if (failure is EventValidationException { Failures: var failures })
            {
                activity.SetTag(MessagingTags.Rules, string.Join(',', BrokenRules.NamesOf(failures).Distinct(StringComparer.Ordinal)));
            }
        }

        Stop(activity);
    }

    /// <summary>Ends the span of a batch.</summary>
    public static void StopBatch(Activity activity, int messages, TimeSpan duration, Exception? failure)
    {
        activity.SetTag(MessagingTags.BatchCount, messages);
        if (failure is not null)
        {
            SetFailure(activity, failure);
        }

        activity.SetEndTime(activity.StartTimeUtc + duration);
        Stop(activity);
    }

    // No description and no exception event: their text may hold what the event held.
    private static void SetFailure(Activity activity, Exception failure)
    {
        activity.SetStatus(ActivityStatusCode.Error);
        activity.SetTag(MessagingTags.ErrorType, ErrorTypes.Of(failure));
    }

    private static void Stop(Activity activity)
    {
        // Stop makes the span's caller current, on whatever thread this is.
        var current = Activity.Current;
        try
        {
            activity.Stop();
        }
        finally
        {
            Activity.Current = current;
        }
    }
}
