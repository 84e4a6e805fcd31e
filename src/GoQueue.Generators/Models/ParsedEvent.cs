namespace GoQueue.Generators.Models;

/// <summary>What is read of one event: what its files are printed from, and its contract, which no file of the event depends on.</summary>
/// <param name="Model">The event.</param>
/// <param name="Contract">The block of its contract; null if the project has none, or the event an error.</param>
internal sealed record ParsedEvent(EventModel Model, string? Contract);
