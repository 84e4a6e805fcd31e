namespace GoQueue.Formats.Reading;

/// <summary>A message taken apart: its metadata, and where its data stands in the body.</summary>
internal sealed class MessageParts
{
    public required MessageMetadata Metadata { get; init; }

    /// <summary>The data as it stands in the body: JSON, base64 text without quotes, or bytes.</summary>
    public required ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>Whether <see cref="Data"/> is base64 text.</summary>
    public bool IsBase64 { get; init; }

    public bool IsEncrypted { get; init; }

    /// <summary>Whether the message itself says topic and action as its publisher declared them.</summary>
    public bool DeclaresIdentity { get; init; }

    public string? Algorithm { get; init; }

    /// <summary>The header <c>encoding</c> as it came: part of what a ciphertext is bound to.</summary>
    public string EncodingHeader { get; init; } = "";

    /// <summary>The compression that the message names, known or not; null = none.</summary>
    public string? EncodingName { get; init; }

    public long? OriginalSize { get; init; }
}
