namespace GoQueue.Formats;

/// <summary>Why a message could not be read.</summary>
public enum MessageReadFault
{
    /// <summary>The body is not what its format demands, or the data is not the event's.</summary>
    Malformed = 0,

    /// <summary>The data would be larger than <see cref="MessageReaderOptions.MaxDataBytes"/>: perhaps a decompression bomb.</summary>
    TooLarge = 1,

    /// <summary>The data is compressed in a way that is not known.</summary>
    UnknownEncoding = 2,

    /// <summary>No serializer is known for the data's content type.</summary>
    UnknownContentType = 3,

    /// <summary>The compressed data is cut off or damaged.</summary>
    DamagedCompression = 4,

    /// <summary>The message names a key that is not known, or the reader has no keys.</summary>
    UnknownKey = 5,

    /// <summary>The encryption algorithm is not known.</summary>
    UnknownAlgorithm = 6,

    /// <summary>Ciphertext, nonce, tag or one of the headers that it is bound to was changed.</summary>
    Tampered = 7,

    /// <summary>The event demands encryption and the message is in clear.</summary>
    NotEncrypted = 8,

    /// <summary>The message's topic or action is not that of the event it was read as.</summary>
    OtherEvent = 9,
}
