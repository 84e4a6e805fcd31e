using System.Collections;
using System.Text;
using RabbitMQ.Client;

namespace GoQueue.Messages;

/// <summary>
/// What the value of a header or an argument may hold, whatever the transport: what AMQP has a type for, and what
/// RabbitMQ can read. AMQP's tables nest, and everything that walks through one would end the process with a stack
/// overflow if it contained itself: so this walk comes first, and counts its steps. Stateless.
/// </summary>
internal static class HeaderLimits
{
    /// <summary>How deep lists and dictionaries may lie inside each other.</summary>
    public const int MaxDepth = 32;

    /// <summary>
    /// Values of one header, inner ones included; each takes at least two bytes, and RabbitMQ's frames have 131,072.
    /// </summary>
    public const int MaxValues = 65_536;

    private const long MaxBytes = 64 * 1024 * 1024;

    // RabbitMQ's parser matches no NaN and no infinity (rabbit_binary_parser.erl, 3.10 to 4.3), and ends the
    // connection.
    private const string NotFinite =
        "is or holds a number that is NaN or infinite, and the broker cannot read such numbers: leave it out, or send it as text";

    private const string LargeDecimal =
        "is or holds a decimal that is too large: AMQP's decimal holds 31 bits and a scale, 2,147,483,647 without its decimal point; send it as text or double";

    /// <summary>
    /// Why a header cannot travel exactly, and the cure, to follow the header's name; null if it can.
    /// </summary>
    public static string? FaultOf(string name, object? value) => FaultOf(value) ?? name switch
    {
        // A broker answers these with the end of the channel or of the connection.
        "CC" or "BCC" when !IsListOfText(value) => $"routes copies and must be a list of texts: it is {NameOf(value)}",
        "x-stream-filter-value" when value is not string => $"selects messages of a stream and must be text: it is {NameOf(value)}",
        _ => null,
    };

    /// <summary>
    /// Why a value cannot travel exactly, and the cure, to follow the header's name; null if nothing here forbids it.
    /// </summary>
    public static string? FaultOf(object? value)
    {
        switch (value)
        {
            case null or bool or int or long:
                return null;
            case double number when double.IsFinite(number):
                return null;
            case string { Length: < 1024 * 1024 } text:
                return FaultOf(text);
            default:
                return Walk(value);
        }
    }

    private static string? Walk(object? value)
    {
        var count = 0;
        var bytes = 0L;
        try
        {
            return FaultOf(value, depth: 0, ref count, ref bytes);
        }
        catch (Exception exception)
        {
            // Another thread changed a list or dictionary meanwhile, or the caller's own collection threw.
            return $"cannot be read ({exception.GetType().Name}): leave lists and dictionaries alone until the publish has ended";
        }
    }

    private static string? FaultOf(object? value, int depth, ref int count, ref long bytes)
    {
        if (++count > MaxValues)
        {
            return $"holds more than {MaxValues:N0} values: no frame of AMQP takes so many; send less";
        }

        switch (value)
        {
            case string text:
                bytes += text.Length;
                return bytes > MaxBytes ? TooLarge() : FaultOf(text);
            case byte[] binary:
                bytes += binary.Length;
                return bytes > MaxBytes ? TooLarge() : null;
            case BinaryTableValue binary:
                bytes += binary.Bytes?.Length ?? 0;
                return bytes > MaxBytes ? TooLarge() : null;
            case AmqpTimestamp { UnixTime: < 0 }:
                return "holds a time before 1970, which AMQP cannot carry: send it as text";
            case null or bool or byte or sbyte or short or ushort or int or uint or long or AmqpTimestamp:
                return null;
            case double number:
                return double.IsFinite(number) ? null : NotFinite;
            case float number:
                return float.IsFinite(number) ? null : NotFinite;
            case decimal number:
                return IsEncodable(number) ? null : LargeDecimal;
            case IDictionary<string, object?> or IList when depth == MaxDepth:
                return $"nests lists and dictionaries deeper than {MaxDepth} levels, or contains itself: flatten it";
            case IDictionary<string, object?> table:
                return FaultOfTable(table, depth, ref count, ref bytes);
            case IList list:
                return FaultOfList(list, depth, ref count, ref bytes);
            case IDictionary:
                return $"{Verb(depth)} {NameOf(value)}, which AMQP cannot carry: use Dictionary<string, object?>";
            default:
                return $"{Verb(depth)} {NameOf(value)}, which AMQP cannot carry: use text, a boolean, a signed number, bytes, or List<object?> and Dictionary<string, object?> of these";
        }
    }

    private static string Verb(int depth) => depth == 0 ? "is" : "holds";

    private static string NameOf(object? value) => value is null ? "null" : $"a {value.GetType()}";

    /// <summary>AMQP's decimal has a mantissa of 32 bits, of which RabbitMQ.Client uses 31, and so do we.</summary>
    public static bool IsEncodable(decimal number)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(number, bits);
        return bits[1] == 0 && bits[2] == 0 && bits[0] >= 0;
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

    private static string? FaultOfTable(IDictionary<string, object?> table, int depth, ref int count, ref long bytes)
    {
        foreach (var (name, value) in table)
        {
            if (FaultOf(name) is { } fault)
            {
                return fault;
            }

            if (name.Length > MessageLimits.ShortStringBytes / 3 && Encoding.UTF8.GetByteCount(name) > MessageLimits.ShortStringBytes)
            {
                return $"holds a name of more than {MessageLimits.ShortStringBytes} bytes of UTF-8: shorten it";
            }

            if (FaultOf(value, depth + 1, ref count, ref bytes) is { } inner)
            {
                return inner;
            }
        }

        return null;
    }

    private static string? FaultOfList(IList list, int depth, ref int count, ref long bytes)
    {
        foreach (var value in list)
        {
            if (FaultOf(value, depth + 1, ref count, ref bytes) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private static string? FaultOf(string text) =>
        MessageLimits.HasLoneSurrogate(text) ? "holds half of a surrogate pair, which UTF-8 cannot carry: remove it" : null;

    private static string TooLarge() => $"holds more than {MaxBytes:N0} bytes: send less in headers, or put it into the event";
}
