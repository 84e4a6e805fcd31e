using System.Buffers;
using System.Collections;
using System.Text;
using GoQueue.Delivery.Operations;
using GoQueue.Messages;
using GoQueue.Transports.RabbitMQ.Frames;
using GoQueue.Transports.RabbitMQ.Wire;
using RabbitMQ.Client;

namespace GoQueue.Transports.RabbitMQ.Channels;

/// <summary>
/// The upper bound of a message's encoded properties and headers, found before anything is written. What a value may be is
/// checked when the message is composed; a value that cannot be encoded all the same is refused here.
/// </summary>
internal static class MessageGuards
{
    private const int ShortStringBytes = 255;

    // Everything but the headers: 12 short strings at most, fixed-size properties, lengths.
    private const int PropertiesBound = 13 * 256;

    // A header's name (length and text are counted apart), its type and its length.
    private const int EntryOverhead = 6;

    /// <summary>Notes the bound on the operation. Returns why it cannot be sent, or null.</summary>
    /// <param name="operation">The operation.</param>
    public static string? Check(PublishOperation operation)
    {
        var message = operation.Message;
        var bound = PropertiesBound;
        var hasCollections = false;
        foreach (var (name, value) in message.Headers.AsSpan())
        {
            if (name.Length > ShortStringBytes / 3 && Encoding.UTF8.GetByteCount(name) > ShortStringBytes)
            {
                return $"The name of a header has more than {ShortStringBytes} bytes of UTF-8: shorten '{name[..40]}…'.";
            }

            if (Bound(value) is not { } length)
            {
                // Changed since the message was composed, or set by a propagator of trace contexts.
                return $"The header '{name}' {HeaderLimits.FaultOf(name, value) ?? "cannot be encoded: leave lists and dictionaries alone until the publish has ended"}.";
            }

            hasCollections |= value is not byte[] and (IList or IDictionary<string, object?>);
            bound = checked(bound + EntryOverhead + (3 * name.Length) + length);
        }

        operation.HeaderBound = bound;

        // What would need memory of its own on the wire: its exact length is known before that memory is made.
        if (hasCollections || bound > WireChunk.Size)
        {
            operation.EncodedHeader = Encode(operation);
        }

        return null;
    }

    /// <summary>Encodes the header frame where no lock is held: lists and dictionaries are the caller's own code.</summary>
    private static byte[] Encode(PublishOperation operation)
    {
        var length = FrameWriter.PublishLength(operation.HeaderBound);
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            // Not the whole array: a list that has grown since it was measured fails here, and not between the frames of its message.
            var frame = new FrameWriter(buffer.AsSpan(0, length));
            frame.Header(channel: 0, operation.Message);
            return buffer.AsSpan(0, frame.Length).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    /// <summary>At most so many bytes are encoded for the value; null if AMQP has no type for it.</summary>
    private static int? Bound(object? value) => value switch
    {
        double number when !double.IsFinite(number) => null,
        float number when !float.IsFinite(number) => null,
        null or bool or byte or sbyte or short or ushort or int or uint or long or float or double or AmqpTimestamp => 9,
        string text => 3 * text.Length,
        byte[] bytes => bytes.Length,
        BinaryTableValue binary => binary.Bytes?.Length ?? 0,
        decimal number => HeaderLimits.IsEncodable(number) ? 9 : null,
        IDictionary<string, object?> table => BoundOfTable(table),
        IDictionary => null,
        IList list => BoundOfList(list),
        _ => null,
    };

    private static int? BoundOfTable(IDictionary<string, object?> table)
    {
        var sum = 4;
        foreach (var (name, value) in table)
        {
            if (Encoding.UTF8.GetByteCount(name) > ShortStringBytes || Bound(value) is not { } length)
            {
                return null;
            }

            sum = checked(sum + EntryOverhead + (3 * name.Length) + length);
        }

        return sum;
    }

    private static int? BoundOfList(IList list)
    {
        var sum = 4;
        foreach (var value in list)
        {
            if (Bound(value) is not { } length)
            {
                return null;
            }

            sum = checked(sum + EntryOverhead + length);
        }

        return sum;
    }
}
