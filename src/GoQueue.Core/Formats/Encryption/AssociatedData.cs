using System.Buffers.Binary;
using System.Text;

namespace GoQueue.Formats.Encryption;

/// <summary>
/// What a ciphertext is bound to, so that it cannot be moved to another message: <c>0x01</c>, then each text as a 32-bit big-endian length and its
/// UTF-8. Publisher and reader build the same bytes from the same headers.
/// </summary>
internal readonly ref struct AssociatedData(
    string messageId, string topic, string action, string version, string keyId, string encoding, string contentType)
{
    private const byte Layout = 0x01;

    /// <summary>How many bytes <see cref="Write"/> needs at most: a UTF-16 unit is three bytes of UTF-8 or fewer.</summary>
    public int MaxLength => 1 + (7 * sizeof(int))
        + (3 * (messageId.Length + topic.Length + action.Length + version.Length + keyId.Length + encoding.Length + contentType.Length));

    public int Write(Span<byte> output)
    {
        output[0] = Layout;
        var position = 1;
        Append(output, ref position, messageId);
        Append(output, ref position, topic);
        Append(output, ref position, action);
        Append(output, ref position, version);
        Append(output, ref position, keyId);
        Append(output, ref position, encoding);
        Append(output, ref position, contentType);
        return position;
    }

    private static void Append(Span<byte> output, ref int position, string text)
    {
        var length = Encoding.UTF8.GetBytes(text, output[(position + sizeof(int))..]);
        BinaryPrimitives.WriteInt32BigEndian(output[position..], length);
        position += sizeof(int) + length;
    }
}
