using System.ComponentModel;
using System.Text;

namespace GoQueue.Generated.Routing.Rules;

/// <summary>What the name of a user's header may be. The compiler asks for <c>[EventHeader]</c> and constants, the publisher for all others.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class HeaderNameRule
{
    /// <summary>The longest name in bytes of UTF-8 (AMQP 0-9-1, short string).</summary>
    public const int LongestName = 255;

    /// <summary>The first fault of a name; allocates nothing.</summary>
    /// <param name="name">The name; case matters, as in AMQP.</param>
    public static HeaderNameFault Check(string name)
    {
        if (name.Length == 0)
        {
            return HeaderNameFault.Empty;
        }

        if (name.Length > LongestName || (name.Length > LongestName / 3 && Encoding.UTF8.GetByteCount(name) > LongestName))
        {
            return HeaderNameFault.TooLong;
        }

        for (var i = 0; i < name.Length; i++)
        {
            if (WireText.IsControl(name[i]))
            {
                return HeaderNameFault.ControlCharacter;
            }

            if (WireText.IsLoneSurrogate(name, i))
            {
                return HeaderNameFault.LoneSurrogate;
            }
        }

        return IsReserved(name) ? HeaderNameFault.Reserved : HeaderNameFault.None;
    }

    /// <summary>Whether the publisher writes this header itself, in one of its formats.</summary>
    /// <param name="name">The name.</param>
    public static bool IsReserved(string name)
        => name.StartsWith("goqueue-", StringComparison.Ordinal)
            || name.StartsWith("cloudEvents_", StringComparison.Ordinal)
            || name is "encrypted" or "algorithm" or "key_id" or "encoding" or "original_size";

    /// <summary>What a fault means, to follow the name of the header: <c>is reserved</c>.</summary>
    /// <param name="fault">The fault, not <see cref="HeaderNameFault.None"/>.</param>
    public static string Describe(HeaderNameFault fault) => fault switch
    {
        HeaderNameFault.Empty => "is empty",
        HeaderNameFault.TooLong => "is longer than 255 bytes of UTF-8",
        HeaderNameFault.Reserved => "is reserved: the publisher writes it itself",
        HeaderNameFault.ControlCharacter => "holds a control character",
        HeaderNameFault.LoneSurrogate => "holds half of a surrogate pair, which UTF-8 cannot carry",
        _ => "is a header name",
    };
}
