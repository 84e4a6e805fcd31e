using System.Text;
using System.Text.RegularExpressions;

namespace GoQueue.Core.Tests.Formats;

/// <summary>Puts something fixed where a ciphertext stands: it is another one each time.</summary>
internal static partial class Ciphertext
{
    public static byte[] Mask(ReadOnlyMemory<byte> body)
    {
        var text = Encoding.UTF8.GetString(body.Span);
        return text.StartsWith("{\"", StringComparison.Ordinal) ? Encoding.UTF8.GetBytes(Base64().Replace(text, "(base64 of nonce, ciphertext, tag)")) : "(nonce, ciphertext, tag)"u8.ToArray();
    }

    [GeneratedRegex("(?<=\"data(_base64)?\":\")[A-Za-z0-9+/=]+(?=\")")]
    private static partial Regex Base64();
}
