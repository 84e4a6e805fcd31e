namespace GoQueue.Formats;

/// <summary>What was done to a message's data before the format got it. The default value: nothing.</summary>
/// <param name="Encoding"><c>gzip</c> or <c>br</c>; null where the data is not compressed.</param>
/// <param name="OriginalSize">The data's bytes before compression.</param>
/// <param name="KeyId">The key it is encrypted with; null where it is not.</param>
internal readonly record struct PayloadState(string? Encoding, long OriginalSize, string? KeyId)
{
    public bool IsEncrypted => KeyId is not null;

    public bool IsTransformed => Encoding is not null || KeyId is not null;
}
