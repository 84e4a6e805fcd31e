using System.Buffers;
using System.Collections;
using System.Text;
using GoQueue.Operations;
using GoQueue.RabbitMQ.Frames;
using RabbitMQ.Client;

namespace GoQueue.RabbitMQ.Channels;

/// <summary>
/// What cannot be encoded or the broker would refuse, found before anything is written: header values that AMQP has no type for, header names
/// that are too long, and what would close the channel. Sums an upper bound of the encoded headers on the way.
/// </summary>
internal static class MessageGuards
{
    private const int ShortStringBytes = 255;

    // Everything but the headers: 12 short strings at most, fixed-size properties, lengths.
    private const int PropertiesBound = 13 * 256;

    // A header's name (length and text are counted apart), its type and its length.
    private const int EntryOverhead = 6;

    private const int SentenceDepth = 4;

    /// <summary>Notes the bound on the operation. Returns why it cannot be sent, or null.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="expiration">In place of the message's own; null = the message's.</param>
    public static string? Check(PublishOperation operation, string? expiration = null)
    {
        var message = operation.Message;
        if (message.ReplyTo is "amq.rabbitmq.reply-to")
        {
            return "The reply-to 'amq.rabbitmq.reply-to' needs a consumer on the channel that publishes, and publishing channels have none: name a queue.";
        }

        var bound = PropertiesBound;
        var hasCollections = false;
        foreach (var (name, value) in message.Headers.AsSpan())
        {
            if (name.Length > ShortStringBytes / 3 && Encoding.UTF8.GetByteCount(name) > ShortStringBytes)
            {
                return $"The name of a header has more than {ShortStringBytes} bytes of UTF-8: shorten '{name[..40]}…'.";
            }

            if (name is "CC" or "BCC" && !IsListOfText(value))
            {
                return $"The header '{name}' routes copies and must be a list of texts: it is {Name(value)}.";
            }

            if (name is "x-stream-filter-value" && value is not string)
            {
                return $"The header '{name}' selects messages of a stream and must be text: it is {Name(value)}.";
            }

            if (Bound(value) is not { } length)
            {
                return HoldsNonFinite(value, depth: 0)
                    ? $"The header '{name}' is or holds a number that is NaN or infinite, and the broker cannot read such numbers: leave it out, or send it as text."
                    : $"The header '{name}' is {Name(value)}, which AMQP cannot carry: use text, a boolean, a signed number, bytes, or lists and dictionaries of these.";
            }

            hasCollections |= value is not byte[] and (IList or IDictionary<string, object?>);
            bound = checked(bound + EntryOverhead + (3 * name.Length) + length);
        }

        operation.HeaderBound = bound;
        if (hasCollections)
        {
            operation.EncodedHeader = Encode(operation, expiration ?? message.Expiration);
        }

        return null;
    }

    /// <summary>Lists and dictionaries are the caller's own code: read once, here, where no lock is held.</summary>
    private static byte[] Encode(PublishOperation operation, string? expiration)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FrameWriter.PublishLength(operation.HeaderBound));
        try
        {
            var frame = new FrameWriter(buffer);
            frame.Header(channel: 0, operation.Message, expiration);
            return buffer.AsSpan(0, frame.Length).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
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
        decimal number => IsEncodable(number) ? 9 : null,
        IDictionary<string, object?> table => BoundOfTable(table),
        IDictionary => null,
        IList list => BoundOfList(list),
        _ => null,
    };

    /// <summary>AMQP's decimal has a mantissa of 32 bits, of which RabbitMQ.Client uses 31, and so do we.</summary>
    private static bool IsEncodable(decimal number)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(number, bits);
        return bits[1] == 0 && bits[2] == 0 && bits[0] >= 0;
    }

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

    /// <summary>
    /// Whether the value is why the broker would end the connection: RabbitMQ's parser matches no NaN and no infinity (rabbit_binary_parser.erl, 3.10 to 4.3). Looks only a few levels deep:
    /// this chooses a sentence.
    /// </summary>
    private static bool HoldsNonFinite(object? value, int depth)
    {
        switch (value)
        {
            case double number:
                return !double.IsFinite(number);
            case float number:
                return !float.IsFinite(number);
            case IDictionary<string, object?> table when depth < SentenceDepth:
                foreach (var (_, item) in table)
                {
                    if (HoldsNonFinite(item, depth + 1))
                    {
                        return true;
                    }
                }

                return false;
            case IList list when depth < SentenceDepth:
                foreach (var item in list)
                {
                    if (HoldsNonFinite(item, depth + 1))
                    {
                        return true;
                    }
                }

                return false;
            default:
                return false;
        }
    }

    private static bool IsListOfText(object? value)
    {
        if (value is not IList list)
        {
            return false;
        }

        foreach (var item in list)
        {
            if (item is not (string or byte[]))
            {
                return false;
            }
        }

        return true;
    }

    private static string Name(object? value) => value is null ? "null" : $"a {value.GetType()}";
}
