namespace GoQueue.Messages.Topology;

/// <summary>A binding to declare.</summary>
/// <param name="Source">The exchange that messages come from.</param>
/// <param name="Destination">The queue or exchange that they go to.</param>
/// <param name="IsToExchange">Whether the destination is an exchange.</param>
/// <param name="RoutingKey">The binding key.</param>
/// <param name="Arguments">The binding's arguments; null = none.</param>
internal sealed record BindingDeclaration(string Source, string Destination, bool IsToExchange, string RoutingKey, IReadOnlyDictionary<string, object?>? Arguments)
{
    /// <summary>The binding as messages name it.</summary>
    public string Entity => $"binding of {(IsToExchange ? "exchange" : "queue")} '{Destination}' to exchange '{Source}'";
}
