namespace GoQueue.Diagnostics;

/// <summary>
/// What telemetry says of all messages of one kind, made once. Names come from the declaration: a rendered routing key holds values of the event, and
/// each would be a time series and a span name of its own.
/// </summary>
internal sealed class EventTelemetry
{
    public EventTelemetry(string topic, string action, bool isRendered, string system, string? serverAddress, object? serverPort, string clientId)
    {
        Topic = topic;
        Action = action;
        System = system;
        Destination = $"{topic}:{action}";
        SpanName = $"{MessagingTags.Publish} {Destination}";
        ServerAddress = serverAddress;
        ServerPort = serverPort;
        var tags = new List<KeyValuePair<string, object?>>
        {
            new(MessagingTags.System, system),
            new(MessagingTags.OperationName, MessagingTags.Publish),
            new(MessagingTags.OperationType, MessagingTags.Send),
            new(MessagingTags.DestinationName, Destination),
            new(MessagingTags.RoutingKey, action),
            new(MessagingTags.ClientId, clientId),
        };
        if (isRendered)
        {
            tags.Add(new(MessagingTags.DestinationTemplate, Destination));
        }

        if (serverAddress is not null)
        {
            tags.Add(new(MessagingTags.ServerAddress, serverAddress));
            tags.Add(new(MessagingTags.ServerPort, serverPort));
        }

        SpanTags = [.. tags];
    }

    public string Topic { get; }

    public string Action { get; }

    public string System { get; }

    public string Destination { get; }

    public string SpanName { get; }

    public string? ServerAddress { get; }

    /// <summary>Boxed once.</summary>
    public object? ServerPort { get; }

    /// <summary>Known when the span starts: samplers decide by them.</summary>
    public KeyValuePair<string, object?>[] SpanTags { get; }
}
