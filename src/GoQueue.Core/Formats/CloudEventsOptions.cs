namespace GoQueue.Formats;

/// <summary>What the CloudEvents formats write where the event does not say it. Read once, when the publisher is built. Not thread-safe.</summary>
public sealed class CloudEventsOptions
{
    /// <summary>
    /// The attribute <c>source</c>: a URI reference that names who publishes (CloudEvents 1.0, "source"). Default: <see langword="null"/>, the publisher's id.
    /// </summary>
    public string? Source { get; set; }

    /// <summary>
    /// Where schemas are published: <c>dataschema</c> is then <c>{this}/{topic}.{action}.v{version}.json</c>. An absolute URI. Default:
    /// <see langword="null"/>, a name without a place: <c>urn:goqueue:{topic}:{action}:{version}</c>.
    /// </summary>
    public Uri? DataSchemaBase { get; set; }
}
