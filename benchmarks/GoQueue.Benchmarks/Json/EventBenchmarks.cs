namespace GoQueue.Benchmarks.Json;

/// <summary>179 bytes of JSON, all ASCII.</summary>
public class SmallEvent : SerializationBenchmarks<UserRegistered>
{
    /// <inheritdoc/>
    protected override UserRegistered Make() => new(
        new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"), "ann.lee@mail.example.com", "Ann-Marie Lee", new DateTimeOffset(2026, 11, 23, 8, 17, 42, 120, TimeSpan.Zero), Source.Mobile, 42);
}

/// <summary>The same with names that must be escaped.</summary>
public class SmallEventWithEscapes : SerializationBenchmarks<UserRegistered>
{
    /// <inheritdoc/>
    protected override UserRegistered Make() => new(
        new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"), "zoë.müller+news@example.com", "Zoë \"Zo\" Müller", new DateTimeOffset(2026, 11, 23, 8, 17, 42, 120, TimeSpan.Zero), Source.Mobile, 42);
}

/// <summary>764 bytes of JSON: an order with ten lines.</summary>
public class OrderWithLines : SerializationBenchmarks<OrderPlaced>
{
    /// <inheritdoc/>
    protected override OrderPlaced Make() => new(
        new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"),
        "ann.lee@example.com",
        new DateTimeOffset(2026, 11, 23, 8, 17, 42, 120, TimeSpan.Zero),
        1234.50m,
        [.. Enumerable.Range(1, 10).Select(static i => new OrderLine($"SKU-{i:D5}-{i * 7:D3}-BLACK", i, 10.99m + i))]);
}
