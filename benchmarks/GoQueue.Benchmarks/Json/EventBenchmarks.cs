namespace GoQueue.Benchmarks.Json;

/// <summary>179 bytes of JSON, all ASCII.</summary>
public class SmallEvent : SerializationBenchmarks<UserRegistered>
{
    /// <inheritdoc/>
    protected override UserRegistered Make() => EventSamples.Small;
}

/// <summary>The same with names that must be escaped.</summary>
public class SmallEventWithEscapes : SerializationBenchmarks<UserRegistered>
{
    /// <inheritdoc/>
    protected override UserRegistered Make() => EventSamples.SmallWithEscapes;
}

/// <summary>764 bytes of JSON: an order with ten lines.</summary>
public class OrderWithLines : SerializationBenchmarks<OrderPlaced>
{
    /// <inheritdoc/>
    protected override OrderPlaced Make() => EventSamples.Order;
}
