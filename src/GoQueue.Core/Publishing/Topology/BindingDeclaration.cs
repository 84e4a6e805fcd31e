namespace GoQueue;

/// <summary>A binding to declare.</summary>
internal sealed record BindingDeclaration(string Queue, string Exchange, string RoutingKey);
