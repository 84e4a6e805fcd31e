namespace GoQueue;

/// <summary>The broker refused a declaration: the thing exists with another definition, or the user may not declare it.</summary>
/// <param name="entity">What was declared: <c>exchange 'orders'</c>.</param>
/// <param name="message">One sentence: the thing, the fault, the cure.</param>
/// <param name="innerException">The cause, or null.</param>
public sealed class TopologyException(string entity, string message, Exception? innerException = null) : Exception(PrintableText.Line(message), innerException)
{
    /// <summary>What was declared: <c>exchange 'orders'</c>.</summary>
    public string Entity { get; } = entity;

    /// <summary>The name (key) of the publisher; <see langword="null"/> for an application's default publisher.</summary>
    public string? PublisherName { get; internal set; }

    /// <inheritdoc/>
    public override string Message => PublisherName is null ? base.Message : $"{base.Message} (publisher '{PrintableText.Name(PublisherName)}')";
}
