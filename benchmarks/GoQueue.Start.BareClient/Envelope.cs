namespace GoQueue.Start.BareClient;

internal sealed record Envelope(string Id, string Action, string Topic, UserCreated Data, DateTimeOffset Timestamp);
