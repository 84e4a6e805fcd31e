namespace GoQueue.RabbitMQ.Tests.Faults.Foreign;

/// <summary>One place where the publisher runs the application's code.</summary>
internal sealed class Place
{
    public required string Name { get; init; }

    /// <summary>The beginning of its row in docs/middleware.md.</summary>
    public string Row => $"| {Name} |";

    /// <summary>Puts a call of <see cref="Stage.Act"/> there.</summary>
    public Action<Stage, GoQueuePublisherBuilder> Configure { get; init; } = static (_, _) => { };

    /// <summary>Puts a call of <see cref="Stage.Act"/> into the options of the connection.</summary>
    public Action<Stage, RabbitMQOptions> Connect { get; init; } = static (_, _) => { };

    /// <summary>Makes the publisher call it. The default publishes one message, "victim".</summary>
    public Func<Stage, Task> TriggerAsync { get; init; } = static stage => stage.PublishAsync("victim", 1);

    /// <summary>What the caller of "victim" is told if the code throws; null if there is no such message.</summary>
    public string? Victim { get; init; } = "receipt";

    /// <summary>Whether the broker rejects "victim".</summary>
    public bool Rejects { get; init; }

    /// <summary>Whether one message is published before the deed.</summary>
    public bool WarmsUp { get; init; } = true;

    /// <summary>
    /// Whether no connection can be made while the code blocks: then other publishes wait for it, as documented.
    /// </summary>
    public bool HoldsConnection { get; init; }

    /// <summary>Whether other publishes may be refused for a moment, because the circuit is open.</summary>
    public bool RefusesOthers { get; init; }

    /// <summary>Whether the code must never run on the thread that reads a connection.</summary>
    public bool MayNotRead { get; init; }
}
