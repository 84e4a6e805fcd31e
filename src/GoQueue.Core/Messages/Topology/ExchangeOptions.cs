namespace GoQueue;

/// <summary>What an exchange to declare has beside its name and kind. Not thread-safe.</summary>
public sealed class ExchangeOptions
{
    /// <summary>
    /// The exchange that receives the messages for which this one has no queue (<c>alternate-exchange</c>), 1 to 255
    /// bytes of UTF-8. Such a message counts as routed, so its publish does not throw
    /// <see cref="UnroutableMessageException"/>. Default: <see langword="null"/>, none.
    /// </summary>
    public string? AlternateExchange { get; set; }

    /// <summary>Further arguments under their AMQP names, such as <c>hash-header</c>. Default: none.</summary>
    public IDictionary<string, object?> Arguments { get; } = new Dictionary<string, object?>(StringComparer.Ordinal);
}
