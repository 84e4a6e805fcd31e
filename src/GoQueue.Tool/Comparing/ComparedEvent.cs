namespace GoQueue.Tool.Comparing;

/// <summary>An event with differences.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Before">The old version; null if it is new.</param>
/// <param name="After">The new version; null if it is gone.</param>
/// <param name="Changes">The differences.</param>
internal sealed record ComparedEvent(string Name, string? Before, string? After, IReadOnlyList<ComparedChange> Changes);
