namespace GoQueue.Generators.Models.Routing;

/// <summary>What an event's members do outside of its body: routing key, ordering key, headers, masking.</summary>
internal sealed record RoutingModel;
