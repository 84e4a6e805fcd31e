using GoQueue;

namespace Market.Events;

/// <summary>Thousands a second, read by programs: travels as MessagePack.</summary>
[GoQueueEvent("market", "price.ticked", "1.0")]
public sealed partial record PriceTicked(string Symbol, decimal Price, long Volume, DateTimeOffset At);

/// <summary>A few a day, read by people too: stays JSON.</summary>
[GoQueueEvent("market", "symbol.listed", "1.0")]
public sealed partial record SymbolListed(string Symbol, string Name);
