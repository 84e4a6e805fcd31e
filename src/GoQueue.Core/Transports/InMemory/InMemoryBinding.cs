using GoQueue.InMemory;

namespace GoQueue.Transports.InMemory;

/// <summary>
/// One binding of an exchange: its key and arguments, and the queue or the exchange that it leads to.
/// </summary>
internal sealed record InMemoryBinding(string Key, IReadOnlyDictionary<string, object?>? Arguments, InMemoryQueue? Queue, InMemoryExchange? Exchange)
{
    private const string MatchArgument = "x-match";

    /// <summary>Whether both lead to the same place by the same key and arguments.</summary>
    public bool IsSame(InMemoryBinding other) =>
        Key == other.Key && Queue == other.Queue && Exchange == other.Exchange && HasSameArguments(other);

    /// <summary>
    /// Whether a headers exchange takes the message
    /// (https://www.rabbitmq.com/tutorials/amqp-concepts#exchange-headers). Names that begin with <c>x-</c> are not
    /// compared.
    /// </summary>
    public bool MatchesHeaders(IReadOnlyDictionary<string, object?> headers)
    {
        var any = Arguments is not null && Arguments.TryGetValue(MatchArgument, out var match) && match is "any";
        foreach (var (name, value) in Arguments ?? new Dictionary<string, object?>())
        {
            if (name.StartsWith("x-", StringComparison.Ordinal))
            {
                continue;
            }

            // A value of null asks for the header alone.
            var matches = headers.TryGetValue(name, out var actual) && (value is null || Equals(value, actual));
            if (matches == any)
            {
                return any;
            }
        }

        return !any;
    }

    private bool HasSameArguments(InMemoryBinding other)
    {
        foreach (var (name, value) in Arguments ?? new Dictionary<string, object?>())
        {
            if (other.Arguments is null || !other.Arguments.TryGetValue(name, out var otherValue) || !Equals(value, otherValue))
            {
                return false;
            }
        }

        return Count(Arguments) == Count(other.Arguments);
    }

    private static int Count(IReadOnlyDictionary<string, object?>? arguments) => arguments?.Count ?? 0;
}
