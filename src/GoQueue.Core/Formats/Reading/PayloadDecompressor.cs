using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using GoQueue.Messages;

namespace GoQueue.Formats.Reading;

/// <summary>Undoes compression, up to a bound: the compressed size says nothing about the data's.</summary>
internal static class PayloadDecompressor
{
    private const int Step = 64 * 1024;

    // RFC 1952: ten bytes of header, at least two of data, eight of checksum and size.
    private const int SmallestGzip = 20;

    public static void Decompress(OpenedData data, MessageParts parts, int maxBytes)
    {
        var encoding = PayloadEncodings.Parse(parts.EncodingName!) ?? throw new MessageReadException(
            MessageReadFault.UnknownEncoding,
            parts.Metadata.MessageId,
            $"{MessageParser.Name(parts.Metadata.MessageId)} is compressed with an encoding other than gzip and br: read it with the library of its publisher.");
        if (parts.OriginalSize > maxBytes)
        {
            throw TooLarge(parts, $"its data would have {parts.OriginalSize:N0} bytes", maxBytes);
        }

        var output = new PayloadBuffer { IsSensitive = parts.IsEncrypted };
        try
        {
            if (encoding == PayloadEncodings.Gzip)
            {
                Gunzip(data.Bytes, output, parts, maxBytes);
            }
            else
            {
                Unbrotli(data.Bytes.Span, output, parts, maxBytes);
            }

            if (parts.OriginalSize is { } size && size != output.Length)
            {
                throw Damaged(parts);
            }
        }
        catch
        {
            output.Clear();
            throw;
        }

        data.Replace(output);
    }

    public static MessageReadException TooLarge(MessageParts parts, string what, int maxBytes) => new(
        MessageReadFault.TooLarge,
        parts.Metadata.MessageId,
        $"{MessageParser.Name(parts.Metadata.MessageId)} is too large: {what} and the reader takes {maxBytes:N0}; raise MessageReaderOptions.MaxDataBytes if you trust its publisher.");

    private static MessageReadException Damaged(MessageParts parts) => new(
        MessageReadFault.DamagedCompression,
        parts.Metadata.MessageId,
        $"{MessageParser.Name(parts.Metadata.MessageId)} has compressed data that is cut off or damaged: it cannot be recovered.");

    private static void Gunzip(ReadOnlyMemory<byte> data, PayloadBuffer output, MessageParts parts, int maxBytes)
    {
        if (data.Length < SmallestGzip)
        {
            throw Damaged(parts);
        }

        try
        {
            using var source = new ReadOnlyBytesStream(data);
            using var gzip = new GZipStream(source, CompressionMode.Decompress);
            while (true)
            {
                // One byte over the bound is enough to know that it is passed.
                var room = (int)Math.Min(Step, (long)maxBytes + 1 - output.Length);
                var read = gzip.Read(output.GetSpan(room)[..room]);
                if (read == 0)
                {
                    break;
                }

                output.Advance(read);
                if (output.Length > maxBytes)
                {
                    throw TooLarge(parts, "its data would have more bytes than that", maxBytes);
                }
            }
        }
        catch (InvalidDataException)
        {
            throw Damaged(parts);
        }

        // The framework's stream ends in silence where its source does. The trailer says how much there should have been.
        if (BinaryPrimitives.ReadUInt32LittleEndian(data.Span[^sizeof(uint)..]) != (uint)output.Length)
        {
            throw Damaged(parts);
        }
    }

    private static void Unbrotli(ReadOnlySpan<byte> data, PayloadBuffer output, MessageParts parts, int maxBytes)
    {
        using var decoder = new BrotliDecoder();
        while (true)
        {
            var room = (int)Math.Min(Step, (long)maxBytes + 1 - output.Length);
            var status = decoder.Decompress(data, output.GetSpan(room)[..room], out var consumed, out var written);
            output.Advance(written);
            data = data[consumed..];
            if (output.Length > maxBytes)
            {
                throw TooLarge(parts, "its data would have more bytes than that", maxBytes);
            }

            switch (status)
            {
                case OperationStatus.Done when data.Length == 0:
                    return;
                case OperationStatus.DestinationTooSmall:
                    continue;
                default:
                    throw Damaged(parts);
            }
        }
    }
}
