using System.Collections;
using System.Text;
using RabbitMQ.Client;

namespace GoQueue.Pipeline;

/// <summary>
/// What a header's value may hold, whatever the transport. AMQP's tables nest, and everything that walks through one
/// would end the process with a stack overflow if it contained itself: so this walk comes first, and counts its steps.
/// Stateless.
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

    /// <summary>
    /// Why a value cannot travel exactly, and the cure, to follow the header's name; null if nothing here forbids it.
    /// </summary>
    public static string? FaultOf(object? value)
    {
        switch (value)
        {
            case null or bool or int or long:
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
            case IDictionary<string, object?> or IList when depth == MaxDepth:
                return $"nests lists and dictionaries deeper than {MaxDepth} levels, or contains itself: flatten it";
            case IDictionary<string, object?> table:
                return FaultOfTable(table, depth, ref count, ref bytes);
            case IList list:
                return FaultOfList(list, depth, ref count, ref bytes);
            default:
                return null;
        }
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
