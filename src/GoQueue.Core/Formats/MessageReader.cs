using System.Text.Json;
using GoQueue.Formats.Reading;
using GoQueue.Messages;

namespace GoQueue.Formats;

/// <summary>
/// Reads what a publisher wrote, in any of its formats: decrypts, decompresses, and makes the typed event. For consumers in .NET and for tests; also
/// reads what the Go library publishes. Thread-safe.
/// </summary>
public sealed class MessageReader
{
    private readonly MessageReaderOptions _options;

    /// <summary>Makes a reader.</summary>
    /// <param name="options">Keys, serializers and bounds; null = the defaults.</param>
    /// <exception cref="GoQueueConfigurationException"><see cref="MessageReaderOptions.MaxDataBytes"/> is less than 1.</exception>
    public MessageReader(MessageReaderOptions? options = null)
    {
        _options = options ?? new MessageReaderOptions();
        OptionLimits.Require(_options.MaxDataBytes, 1, long.MaxValue, "MessageReaderOptions.MaxDataBytes");
    }

    /// <summary>
    /// Reads a message as an event. The message must have the event's topic and action: the declared ones from its headers, else the type of a CloudEvent, else exchange and routing key,
    /// which may be rendered from the action's template. Versions are not compared.
    /// </summary>
    /// <typeparam name="T">The event.</typeparam>
    /// <param name="message">The message as it was received.</param>
    /// <returns>The event and what the message says about itself.</returns>
    /// <exception cref="MessageReadException">The message cannot be read; its fault says why.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is <see langword="null"/>.</exception>
    public ReadMessage<T> Read<T>(ReceivedMessage message)
        where T : IGoQueueEvent<T>
    {
        ArgumentNullException.ThrowIfNull(message);
        return ReadParsed<T>(Parse(message));
    }

    /// <summary>Takes a message apart, whatever event it is.</summary>
    /// <exception cref="MessageReadException">The message is malformed.</exception>
    internal MessageParts Parse(ReceivedMessage message) => MessageParser.Parse(message, _options.Format);

    /// <summary>Reads a message that was taken apart already.</summary>
    /// <exception cref="MessageReadException">The message cannot be read.</exception>
    internal ReadMessage<T> ReadParsed<T>(MessageParts parts)
        where T : IGoQueueEvent<T>
    {
        if (T.Descriptor.RequiresEncryption && !parts.IsEncrypted)
        {
            throw new MessageReadException(
                MessageReadFault.NotEncrypted,
                parts.Metadata.MessageId,
                $"{MessageParser.Name(parts.Metadata.MessageId)} is not encrypted and {T.Descriptor.Name} is marked [Encrypted]: whoever sent it is not its publisher.");
        }

        if (!parts.IsEncrypted)
        {
            EventIdentity.Check(parts, T.Descriptor, _options.AllowOtherEvents);
        }

        using var data = Open(parts);
        if (parts.IsEncrypted)
        {
            // Only now the identity is proved: a forged one is Tampered, and no other event.
            EventIdentity.Check(parts, T.Descriptor, allowsOthers: false);
        }

        return new ReadMessage<T>(Deserialize<T>(parts.Metadata, data.Bytes), WithEncoding(parts));
    }

    /// <summary>Reads a message's data, decrypted and decompressed, without making an event of it.</summary>
    /// <param name="message">The message as it was received.</param>
    /// <returns>The data's bytes: a copy.</returns>
    /// <exception cref="MessageReadException">The message cannot be read; its fault says why.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is <see langword="null"/>.</exception>
    public byte[] ReadData(ReceivedMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        using var data = Open(MessageParser.Parse(message, _options.Format));
        return data.Bytes.ToArray();
    }

    /// <summary>Reads what a message says about itself; neither decrypts nor decompresses.</summary>
    /// <param name="message">The message as it was received.</param>
    /// <returns>The metadata.</returns>
    /// <exception cref="MessageReadException">The message is malformed.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is <see langword="null"/>.</exception>
    public MessageMetadata ReadMetadata(ReceivedMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return WithEncoding(MessageParser.Parse(message, _options.Format));
    }

    private static MessageMetadata WithEncoding(MessageParts parts) =>
        parts.EncodingName is { } name ? parts.Metadata with { Encoding = PayloadEncodings.Parse(name) ?? name } : parts.Metadata;

    private OpenedData Open(MessageParts parts)
    {
        var data = new OpenedData(parts.Data);
        try
        {
            if (parts.IsBase64)
            {
                PayloadDecoder.DecodeBase64(data, parts);
            }

            if (parts.IsEncrypted)
            {
                PayloadDecryptor.Decrypt(data, parts, _options.Keys);
            }

            if (parts.EncodingName is not null)
            {
                PayloadDecompressor.Decompress(data, parts, _options.MaxDataBytes);
            }
        }
        catch
        {
            data.Dispose();
            throw;
        }

        if (data.Bytes.Length > _options.MaxDataBytes)
        {
            var length = data.Bytes.Length;
            data.Dispose();
            throw PayloadDecompressor.TooLarge(parts, $"its data has {length:N0} bytes", _options.MaxDataBytes);
        }

        return data;
    }

    private T Deserialize<T>(MessageMetadata metadata, ReadOnlyMemory<byte> data)
        where T : IGoQueueEvent<T>
    {
        if (!ContentTypes.IsJson(metadata.ContentType))
        {
            return DeserializeOther<T>(metadata, data);
        }

        try
        {
            return JsonSerializer.Deserialize(data.Span, T.Descriptor.JsonTypeInfo)
                ?? throw MessageParser.Malformed(metadata.MessageId, $"its data is null and no {T.Descriptor.Name}.");
        }
        catch (Exception exception) when (exception is not MessageReadException)
        {
            // A converter or constructor may throw anything. Without the cause: its text may quote the data.
            var place = exception is JsonException { BytePositionInLine: { } position, LineNumber: { } line } ? $" at line {line}, byte {position}" : "";
            throw MessageParser.Malformed(metadata.MessageId, $"its data of {data.Length:N0} bytes is no {T.Descriptor.Name} in JSON{place} ({exception.GetType().Name}).");
        }
    }

    private T DeserializeOther<T>(MessageMetadata metadata, ReadOnlyMemory<byte> data)
        where T : IGoQueueEvent<T>
    {
        foreach (var serializer in _options.Serializers)
        {
            if (!ContentTypes.Same(serializer.ContentType, metadata.ContentType))
            {
                continue;
            }

            try
            {
                return serializer.Deserialize<T>(data) ?? throw MessageParser.Malformed(metadata.MessageId, $"its data is null and no {T.Descriptor.Name}.");
            }
            catch (Exception exception) when (exception is not MessageReadException)
            {
                // A serializer may throw anything, and its text may quote the data.
                throw MessageParser.Malformed(
                    metadata.MessageId, $"its data of {data.Length:N0} bytes is no {T.Descriptor.Name} in {metadata.ContentType} ({exception.GetType().Name}).");
            }
        }

        throw new MessageReadException(
            MessageReadFault.UnknownContentType,
            metadata.MessageId,
            $"{MessageParser.Name(metadata.MessageId)} is {metadata.ContentType} and the reader knows no serializer for it: add one to MessageReaderOptions.Serializers.");
    }
}
