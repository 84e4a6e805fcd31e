using System.Diagnostics;
using System.Text;
using GoQueue.Pipeline;

namespace GoQueue.Publishing.Correlation;

/// <summary>Gives messages the ids of the flow that publishes them. Thread-safe.</summary>
internal sealed class MessageCorrelation
{
    private const string BaggageHeader = "baggage";

    private readonly bool _useTraceId;
    private readonly string[] _baggage;

    /// <exception cref="GoQueueConfigurationException">A baggage name is none.</exception>
    public MessageCorrelation(CorrelationOptions options)
    {
        _useTraceId = options.UseTraceId;
        _baggage = [.. options.Baggage.Order(StringComparer.Ordinal)];
        foreach (var name in _baggage)
        {
            if (name.Length == 0 || name.AsSpan().IndexOfAnyExcept(Tokens) >= 0)
            {
                throw new GoQueueConfigurationException($"CorrelationOptions.Baggage holds '{name}': names are letters, digits and !#$%&'*+-.^_`|~ (W3C Baggage, 3.2.1).");
            }
        }
    }

    /// <summary>For people.</summary>
    public string Description => $"ambient ids{(_useTraceId ? ", else the trace id" : "")}{(_baggage.Length == 0 ? "" : $"; baggage {string.Join(", ", _baggage)}")}";

    private static System.Buffers.SearchValues<char> Tokens { get; } =
        System.Buffers.SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Fills in what neither the call nor the event gave.</summary>
    public void Apply(PublishContext context)
    {
        var activity = context.Observation.Activity ?? Activity.Current;
        if (CorrelationScope.Current is { } scope)
        {
            context.CorrelationId ??= scope.CorrelationId;
            context.CausationId ??= scope.CausationId;
            context.ReplyTo ??= scope.ReplyTo;
        }

        if (activity is null)
        {
            return;
        }

        if (_useTraceId)
        {
            context.CorrelationId ??= activity.TraceId.ToHexString();
        }

        if (_baggage.Length > 0 && !context.Headers.TryGetValue(BaggageHeader, out _))
        {
            AddBaggage(activity, context.Headers);
        }
    }

    private void AddBaggage(Activity activity, MessageHeaders headers)
    {
        StringBuilder? text = null;
        foreach (var name in _baggage)
        {
            if (activity.GetBaggageItem(name) is { } value)
            {
                text = text is null ? new StringBuilder() : text.Append(',');
                text.Append(name).Append('=').Append(Uri.EscapeDataString(value));
            }
        }

        if (text is not null)
        {
            headers[BaggageHeader] = text.ToString();
        }
    }
}
