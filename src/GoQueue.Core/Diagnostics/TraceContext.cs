using System.Diagnostics;

namespace GoQueue.Diagnostics;

/// <summary>Writes the trace context of a message into its headers. Stateless.</summary>
internal static class TraceContext
{
    private const string TraceParent = "traceparent";
    private const string TraceState = "tracestate";

    private static readonly DistributedContextPropagator.PropagatorSetterCallback s_set = static (carrier, name, value) =>
    {
        if (!IsBaggage(name))
        {
            ((MessageHeaders)carrier!)[name] = value;
        }
    };

    /// <summary>
    /// Writes the context of the message's span; without one, of the activity that the caller is in. A context that the user has put there stays, as the
    /// conventions demand of a custom creation context, and the span links to it.
    /// </summary>
    /// <param name="span">The message's.</param>
    /// <param name="headers">Take the context.</param>
    public static void Inject(Activity? span, MessageHeaders headers)
    {
        if (headers.TryGetValue(TraceParent, out _))
        {
            if (span is not null)
            {
                Link(span, headers);
            }

            return;
        }

        if ((span ?? Activity.Current) is { } activity)
        {
            DistributedContextPropagator.Current.Inject(activity, headers, s_set);
        }
    }

    /// <summary>Links a span to the context that a message carries.</summary>
    public static void Link(Activity span, MessageHeaders headers)
    {
        if (headers[TraceParent] is string parent && ActivityContext.TryParse(parent, headers[TraceState] as string, out var context))
        {
            span.AddLink(new ActivityLink(context));
        }
    }

    // Baggage may hold anything and the broker shows headers to everybody: it goes by allow-list only, with correlation.
    private static bool IsBaggage(string name) =>
        name.Equals("baggage", StringComparison.OrdinalIgnoreCase) || name.Equals("Correlation-Context", StringComparison.OrdinalIgnoreCase);
}
