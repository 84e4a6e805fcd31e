namespace GoQueue.Benchmarks.Json;

/// <summary>The events that are measured.</summary>
internal static class EventSamples
{
    private static readonly Guid s_id = new("0f8fad5b-d9cb-469f-a165-70867728950e");
    private static readonly DateTimeOffset s_at = new(2026, 11, 23, 8, 17, 42, 120, TimeSpan.Zero);

    /// <summary>179 bytes of JSON, all ASCII.</summary>
    public static UserRegistered Small { get; } = new(s_id, "ann.lee@mail.example.com", "Annmarie Lee", s_at, Source.Mobile, 42);

    /// <summary>The same with names that must be escaped.</summary>
    public static UserRegistered SmallWithEscapes { get; } = new(s_id, "zoë.müller+news@example.com", "Zoë \"Zo\" Müller", s_at, Source.Mobile, 42);

    /// <summary>764 bytes of JSON: an order with ten lines, from a collection expression as most users write it.</summary>
    public static OrderPlaced Order { get; } = new(
        s_id, "anna.lee@example.org", s_at, 12345.50m, [.. Enumerable.Range(1, 10).Select(static i => new OrderLine($"SKU-{i:D5}-{i * 7:D3}-BLACK", i, 10.99m + i))]);
}
