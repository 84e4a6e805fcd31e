using System.Diagnostics;

namespace GoQueue.Diagnostics;

/// <summary>
/// What telemetry says of all messages of one kind, made once. Names come from the declaration: a rendered routing key holds values of the event, and
/// each would be a time series and a span name of its own.
/// </summary>
internal sealed class EventTelemetry
{
    /// <summary>OpenTelemetry's name for what is too much to name.</summary>
    public const string Other = "_OTHER";

    private readonly string _clientId;
    private readonly bool _isRendered;
    private SpanForm? _create;
    private SpanForm? _send;

    /// <param name="topic">The declared topic.</param>
    /// <param name="action">The declared action.</param>
    /// <param name="isBounded">Whether such names are few. Names from outside the program are not: each would be a time series for as long as the process lives.</param>
    /// <param name="isRendered">Whether the routing key is rendered for each message.</param>
    /// <param name="system">OpenTelemetry's <c>messaging.system</c>.</param>
    /// <param name="serverAddress">The broker's host, or null.</param>
    /// <param name="serverPort">The broker's port, boxed, or null.</param>
    /// <param name="clientId">The publisher's id.</param>
    /// <param name="publisherName">The publisher's key, or null.</param>
    public EventTelemetry(string topic, string action, bool isBounded, bool isRendered, string system, string? serverAddress, object? serverPort, string clientId, string? publisherName)
    {
        PublisherName = publisherName;
        Topic = topic;
        Action = action;
        System = system;
        Destination = $"{topic}:{action}";
        SeriesTopic = isBounded ? topic : Other;
        SeriesAction = isBounded ? action : Other;
        SeriesDestination = isBounded ? Destination : Other;
        ServerAddress = serverAddress;
        ServerPort = serverPort;
        _clientId = clientId;
        _isRendered = isRendered;
        Publish = FormOf(ActivityKind.Producer, MessagingTags.Publish, MessagingTags.Send);
    }

    /// <summary>The publisher's key; null for the default publisher, whose series stay as they were.</summary>
    public string? PublisherName { get; }

    public string Topic { get; }

    public string Action { get; }

    public string System { get; }

    public string Destination { get; }

    /// <summary>The topic in metrics.</summary>
    public string SeriesTopic { get; }

    /// <summary>The action in metrics.</summary>
    public string SeriesAction { get; }

    /// <summary>The destination in metrics.</summary>
    public string SeriesDestination { get; }

    public string? ServerAddress { get; }

    /// <summary>Boxed once.</summary>
    public object? ServerPort { get; }

    /// <summary>The span of one publish.</summary>
    public SpanForm Publish { get; }

    /// <summary>The span of a message in a batch, as a child of the batch's span.</summary>
    public SpanForm Create => _create ??= FormOf(ActivityKind.Producer, MessagingTags.Create, MessagingTags.Create);

    /// <summary>The span of a batch of these messages.</summary>
    public SpanForm Send => _send ??= FormOf(ActivityKind.Client, MessagingTags.Send, MessagingTags.Send);

    private SpanForm FormOf(ActivityKind kind, string operation, string type)
    {
        var tags = TagsOf(operation, type, System, ServerAddress, ServerPort, _clientId, PublisherName);
        tags.Add(new(MessagingTags.DestinationName, Destination));
        tags.Add(new(MessagingTags.RoutingKey, Action));
        if (_isRendered)
        {
            tags.Add(new(MessagingTags.DestinationTemplate, Destination));
        }

        return new SpanForm(kind, $"{operation} {SeriesDestination}", [.. tags]);
    }

    /// <summary>The tags of any span of a publisher.</summary>
    public static List<KeyValuePair<string, object?>> TagsOf(
        string operation, string type, string system, string? serverAddress, object? serverPort, string clientId, string? publisherName)
    {
        var tags = new List<KeyValuePair<string, object?>>
        {
            new(MessagingTags.System, system),
            new(MessagingTags.OperationName, operation),
            new(MessagingTags.OperationType, type),
            new(MessagingTags.ClientId, clientId),
        };
        if (serverAddress is not null)
        {
            tags.Add(new(MessagingTags.ServerAddress, serverAddress));
            tags.Add(new(MessagingTags.ServerPort, serverPort));
        }

        if (publisherName is not null)
        {
            tags.Add(new(MessagingTags.PublisherName, publisherName));
        }

        return tags;
    }
}
