namespace GoQueue;

/// <summary>An exchange to declare.</summary>
internal sealed record ExchangeDeclaration(string Name, string Type, IReadOnlyDictionary<string, object?>? Arguments);
