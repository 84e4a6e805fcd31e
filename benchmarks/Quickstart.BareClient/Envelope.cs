namespace Quickstart.BareClient;

internal sealed record Envelope<T>(string Id, string Action, string Topic, T Data, DateTimeOffset Timestamp);
