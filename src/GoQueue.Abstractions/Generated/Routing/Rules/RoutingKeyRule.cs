using System.ComponentModel;
using System.Text;

namespace GoQueue.Generated.Routing.Rules;

/// <summary>What a routing key may be. The compiler asks for declared actions, the publisher for rendered ones.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RoutingKeyRule
{
    /// <summary>The longest routing key in bytes of UTF-8 (AMQP 0-9-1, short string).</summary>
    public const int LongestKey = 255;

    /// <summary>The first fault of a key; allocates nothing.</summary>
    /// <param name="key">The key.</param>
    /// <param name="allowEmptyWords">Whether <c>a..b</c> is meant; legal in AMQP, and mostly a member that was empty.</param>
    public static RoutingKeyFault Check(string key, bool allowEmptyWords = false)
    {
        if (key.Length == 0)
        {
            return RoutingKeyFault.Empty;
        }

        // A UTF-16 unit makes at most three bytes: short keys need not be counted.
        if (key.Length > LongestKey || (key.Length > LongestKey / 3 && Encoding.UTF8.GetByteCount(key) > LongestKey))
        {
            return RoutingKeyFault.TooLong;
        }

        var wordIsEmpty = true;
        for (var i = 0; i < key.Length; i++)
        {
            switch (key[i])
            {
                case '*' or '#':
                    return RoutingKeyFault.Wildcard;
                case var control when WireText.IsControl(control):
                    return RoutingKeyFault.ControlCharacter;
                case var half when char.IsSurrogate(half) && WireText.IsLoneSurrogate(key, i):
                    return RoutingKeyFault.LoneSurrogate;
                case '.' when wordIsEmpty && !allowEmptyWords:
                    return RoutingKeyFault.EmptyWord;
                case '.':
                    wordIsEmpty = true;
                    break;
                default:
                    wordIsEmpty = false;
                    break;
            }
        }

        return wordIsEmpty && !allowEmptyWords ? RoutingKeyFault.EmptyWord : RoutingKeyFault.None;
    }

    /// <summary>What a fault means, to follow the name of the key: <c>is empty</c>.</summary>
    /// <param name="fault">The fault, not <see cref="RoutingKeyFault.None"/>.</param>
    public static string Describe(RoutingKeyFault fault) => fault switch
    {
        RoutingKeyFault.Empty => "is empty",
        RoutingKeyFault.TooLong => "is longer than 255 bytes of UTF-8",
        RoutingKeyFault.Wildcard => "contains '*' or '#', which mean something in bindings only",
        RoutingKeyFault.EmptyWord => "has an empty word between its dots",
        RoutingKeyFault.ControlCharacter => "holds a control character",
        RoutingKeyFault.LoneSurrogate => "holds half of a surrogate pair, which UTF-8 cannot carry",
        _ => "is a routing key",
    };
}
