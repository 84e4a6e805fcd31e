namespace GoQueue.Throughput;

/// <summary>One measurement's settings.</summary>
/// <param name="Column">Whose.</param>
/// <param name="InFlight">Publishes at once.</param>
/// <param name="Payload">Bytes of the event's JSON, roughly.</param>
/// <param name="Queue">What is bound.</param>
internal sealed record Cell(string Column, int InFlight, int Payload, QueueKind Queue);
