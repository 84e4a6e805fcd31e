using GoQueue.Pipeline;

namespace GoQueue.Formats;

/// <summary>Settings of a <see cref="MessageReader"/>. Immutable.</summary>
public sealed record MessageReaderOptions
{
    /// <summary>The keys of encrypted messages. Default: none, an encrypted message is an error.</summary>
    public IKeyProvider? Keys { get; init; }

    /// <summary>Readers of content types other than JSON. Default: none.</summary>
    public IReadOnlyList<IPayloadSerializer> Serializers { get; init; } = [];

    /// <summary>
    /// The largest data, in bytes, after decompression: what bounds a decompression bomb. Default: 64 MiB, four times the publisher's largest body.
    /// </summary>
    public int MaxDataBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>The format of all messages. Default: <see langword="null"/>, each message shows its own.</summary>
    public MessageFormat? Format { get; init; }

    /// <summary>
    /// Whether <see cref="MessageReader.Read{T}"/> also reads messages whose topic or action is not the event's own: for a consumer whose event has been renamed, or that reads messages of others.
    /// Members that the data lacks then have their defaults. Never applies to encrypted messages. Default: <see langword="false"/>, such a message is
    /// <see cref="MessageReadFault.OtherEvent"/>.
    /// </summary>
    public bool AllowOtherEvents { get; init; }
}
