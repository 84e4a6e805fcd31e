using System.Collections;
using System.Globalization;
using System.Text;
using RabbitMQ.Client;

namespace GoQueue.Messages.Topology;

/// <summary>Compares and describes the arguments of declarations by their contents.</summary>
internal static class ArgumentValues
{
    /// <summary>The longest description of one value, in characters.</summary>
    private const int Longest = 100;

    /// <summary>Whether two sets of arguments have the same names with the same values.</summary>
    public static bool AreSame(IReadOnlyDictionary<string, object?> arguments, IReadOnlyDictionary<string, object?> others) =>
        arguments.Count == others.Count && arguments.All(argument => others.TryGetValue(argument.Key, out var other) && AreSame(argument.Value, other));

    /// <summary>
    /// Whether a broker takes one value for the other. Integers are one class for it and so are floating-point numbers,
    /// whatever their size (<c>rabbit_misc:assert_args_equivalence</c>).
    /// </summary>
    public static bool AreSame(object? value, object? other) => (Widen(value), Widen(other)) switch
    {
        (byte[] bytes, byte[] others) => bytes.AsSpan().SequenceEqual(others),
        (BinaryTableValue binary, BinaryTableValue others) => AreSame(binary.Bytes, others.Bytes),
        (IDictionary<string, object?> table, IDictionary<string, object?> others) =>
            table.Count == others.Count && table.All(entry => others.TryGetValue(entry.Key, out var inner) && AreSame(entry.Value, inner)),
        (byte[], _) or (_, byte[]) => false,
        (IList list, IList others) => list.Count == others.Count && list.Cast<object?>().Zip(others.Cast<object?>()).All(static pair => AreSame(pair.First, pair.Second)),
        var (one, two) => Equals(one, two),
    };

    /// <summary>The arguments for a message: <c> with x-max-length = 5, x-overflow = drop-head</c>; empty if there are none.</summary>
    public static string Describe(IEnumerable<KeyValuePair<string, object?>>? arguments)
    {
        var words = string.Join(", ", arguments?.Select(static argument => $"{argument.Key} = {Describe(argument.Value)}") ?? []);
        return words.Length == 0 ? "" : $" with {PrintableText.Line(words)}";
    }

    private static string Describe(object? value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.Length <= Longest ? text.ToString() : text.ToString(0, Longest) + "…";
    }

    private static void Append(StringBuilder text, object? value)
    {
        if (text.Length > Longest)
        {
            return;
        }

        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case string word when word.Length == 0 || word == "null" || bool.TryParse(word, out _) || double.TryParse(word, CultureInfo.InvariantCulture, out _):
                // Beside the number or the switch that it is not.
                text.Append('\'').Append(word).Append('\'');
                break;
            case bool flag:
                text.Append(flag ? "true" : "false");
                break;
            case byte[] bytes:
                text.Append(CultureInfo.InvariantCulture, $"{bytes.Length} bytes");
                break;
            case BinaryTableValue binary:
                Append(text, binary.Bytes ?? []);
                break;
            case AmqpTimestamp time:
                text.Append(CultureInfo.InvariantCulture, $"{time.UnixTime} s after 1970");
                break;
            case IDictionary<string, object?> table:
                AppendAll(text, '{', table, static (text, entry) => Append(text.Append(entry.Key).Append(" = "), entry.Value), '}');
                break;
            case IList list:
                AppendAll(text, '[', list.Cast<object?>(), Append, ']');
                break;
            default:
                text.Append(CultureInfo.InvariantCulture, $"{value}");
                break;
        }
    }

    private static void AppendAll<T>(StringBuilder text, char open, IEnumerable<T> items, Action<StringBuilder, T> append, char close)
    {
        text.Append(open);
        var separator = "";
        foreach (var item in items)
        {
            if (text.Length > Longest)
            {
                return;
            }

            append(text.Append(separator), item);
            separator = ", ";
        }

        text.Append(close);
    }

    private static object? Widen(object? value) => value switch
    {
        byte or sbyte or short or ushort or int or uint => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        float number => (double)number,
        _ => value,
    };
}
