namespace GoQueue.Diagnostics;

/// <summary>What telemetry reads of all messages of one event.</summary>
internal interface IObservedEvent
{
    string Name { get; }

    string Topic { get; }

    string Action { get; }

    /// <summary>Whether there are few events with names such as these: then metrics may name topic and action.</summary>
    bool HasBoundedNames { get; }

    /// <summary>Whether the routing key is rendered for each message.</summary>
    bool HasRenderedRoutingKey { get; }

    /// <summary>The names in telemetry; made for the first listener.</summary>
    EventTelemetry? Telemetry { get; set; }
}
