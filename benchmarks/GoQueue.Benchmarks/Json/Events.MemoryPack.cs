using MemoryPack;

namespace GoQueue.Benchmarks.Json;

// Apart from the events themselves: MemoryPack is not clean under Native AOT, where the same events are measured too.
[MemoryPackable]
public sealed partial record UserRegistered;

[MemoryPackable]
public readonly partial record struct OrderLine;

[MemoryPackable]
public sealed partial record OrderPlaced;
