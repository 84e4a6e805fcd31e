namespace GoQueue.Messages;

/// <summary>The header names that belong to the formats and transformations: a user's value there would make a message that readers misread.</summary>
internal static class ReservedHeaders
{
    public static bool Contains(string name) =>
        name.StartsWith("goqueue-", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("cloudEvents_", StringComparison.OrdinalIgnoreCase)
        || name is "encrypted" or "algorithm" or "key_id" or "encoding" or "original_size";
}
