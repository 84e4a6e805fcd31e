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
    public static bool AreSame(IReadOnlyDictionary<string, object?> arguments, IReadOnlyDictionary<string, object?> others)
    {
        // Loops, not LINQ: over structs it is compiled ahead of time for each type of struct anew.
        foreach (var (name, value) in arguments)
        {
            if (!others.TryGetValue(name, out var other) || !AreSame(value, other))
            {
                return false;
            }
        }

        return arguments.Count == others.Count;
    }

    /// <summary>
    /// Whether a broker takes one value for the other. Integers are one class for it and so are floating-point numbers,
    /// whatever their size (<c>rabbit_misc:assert_args_equivalence</c>).
    /// </summary>
    public static bool AreSame(object? value, object? other) => (Widen(value), Widen(other)) switch
    {
        (byte[] bytes, byte[] others) => bytes.AsSpan().SequenceEqual(others),
        (BinaryTableValue binary, BinaryTableValue others) => AreSame(binary.Bytes, others.Bytes),
        (IDictionary<string, object?> table, IDictionary<string, object?> others) => AreSameTables(table, others),
        (byte[], _) or (_, byte[]) => false,
        (IList list, IList others) => AreSameLists(list, others),
        var (one, two) => Equals(one, two),
    };

    /// <summary>The arguments for a message: <c> with x-max-length = 5, x-overflow = drop-head</c>; empty if there are none.</summary>
    /// <param name="arguments">The arguments, or null.</param>
    /// <param name="except">The name of one that is left out.</param>
    public static string Describe(IReadOnlyDictionary<string, object?>? arguments, string? except = null)
    {
        var words = new List<string>();
        foreach (var (name, value) in arguments ?? new Dictionary<string, object?>())
        {
            if (name != except)
            {
                words.Add($"{name} = {Describe(value)}");
            }
        }

        return words.Count == 0 ? "" : $" with {PrintableText.Line(string.Join(", ", words))}";
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
                text.Append(Convert.ToString(bytes.Length, CultureInfo.InvariantCulture)).Append(" bytes");
                break;
            case BinaryTableValue binary:
                Append(text, binary.Bytes ?? []);
                break;
            case AmqpTimestamp time:
                text.Append(Convert.ToString(time.UnixTime, CultureInfo.InvariantCulture)).Append(" s after 1970");
                break;
            case IDictionary<string, object?> table:
                AppendAll(text, '{', table.Keys, table, '}');
                break;
            case IList list:
                AppendAll(text, '[', list, table: null, ']');
                break;
            default:
                text.Append(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    // The items, or the names and values of a table.
    private static void AppendAll(StringBuilder text, char open, IEnumerable items, IDictionary<string, object?>? table, char close)
    {
        text.Append(open);
        var separator = "";
        foreach (var item in items)
        {
            if (text.Length > Longest)
            {
                return;
            }

            text.Append(separator);
            if (table is null)
            {
                Append(text, item);
            }
            else
            {
                Append(text.Append((string)item).Append(" = "), table[(string)item]);
            }

            separator = ", ";
        }

        text.Append(close);
    }

    private static bool AreSameTables(IDictionary<string, object?> table, IDictionary<string, object?> others)
    {
        foreach (var (name, value) in table)
        {
            if (!others.TryGetValue(name, out var other) || !AreSame(value, other))
            {
                return false;
            }
        }

        return table.Count == others.Count;
    }

    private static bool AreSameLists(IList list, IList others)
    {
        for (var i = 0; i < list.Count && i < others.Count; i++)
        {
            if (!AreSame(list[i], others[i]))
            {
                return false;
            }
        }

        return list.Count == others.Count;
    }

    private static object? Widen(object? value) => value switch
    {
        byte or sbyte or short or ushort or int or uint => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        float number => (double)number,
        _ => value,
    };
}
