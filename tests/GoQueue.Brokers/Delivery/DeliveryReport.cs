using System.Globalization;
using System.Text;

namespace GoQueue.Brokers.Delivery;

/// <summary>What a run promised and what was found.</summary>
public sealed record DeliveryReport
{
    /// <summary>How many publish calls began.</summary>
    public int Published { get; init; }

    /// <summary>How many ended in each way.</summary>
    public required IReadOnlyDictionary<DeliveryOutcome, int> Outcomes { get; init; }

    /// <summary>How many copies were found.</summary>
    public int Copies { get; init; }

    /// <summary>How many messages were found more than once.</summary>
    public int Duplicated { get; init; }

    /// <summary>How many acknowledged messages were not found. Anything but 0 breaks the promise.</summary>
    public int Lost { get; init; }

    /// <summary>How many messages of unknown outcome were found after all.</summary>
    public int Recovered { get; init; }

    /// <summary>The slowest call.</summary>
    public TimeSpan SlowestCall { get; init; }

    /// <summary>Each breach of the promise: a sentence for the kind, with examples. Empty when all is well.</summary>
    public required IReadOnlyList<string> Violations { get; init; }

    /// <summary>Fails when the promise was broken.</summary>
    /// <exception cref="DeliveryViolationException">It was; the message has the summary, every kind of breach and examples.</exception>
    public DeliveryReport EnsureKept() => Violations.Count == 0 ? this : throw new DeliveryViolationException(ToString());

    /// <summary>The summary in one line, then each breach on its own.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        string outcomes = string.Join(", ", Outcomes.OrderBy(static pair => pair.Key).Select(static pair => $"{pair.Key} {pair.Value}"));
        text.Append(CultureInfo.InvariantCulture, $"{Published} published ({outcomes}); {Copies} copies found, {Duplicated} messages duplicated, {Recovered} of unknown outcome found, ");
        text.Append(CultureInfo.InvariantCulture, $"{Lost} lost; slowest call {SlowestCall.TotalMilliseconds:F0} ms");
        foreach (string violation in Violations)
        {
            text.Append("\n  BROKEN: ").Append(violation);
        }

        return text.ToString();
    }
}
