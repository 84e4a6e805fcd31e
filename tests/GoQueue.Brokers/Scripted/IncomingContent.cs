using System.Buffers.Binary;

namespace GoQueue.Brokers.Scripted;

/// <summary>A message whose frames are still coming.</summary>
internal sealed class IncomingContent(string exchange, string routingKey, bool mandatory)
{
    private int _received;

    public string Exchange => exchange;

    public string RoutingKey => routingKey;

    public bool Mandatory => mandatory;

    public byte[] Header { get; private set; } = [];

    public byte[] Body { get; private set; } = [];

    /// <summary>Adds a header frame (2) or a body frame (3).</summary>
    /// <returns>True when the message is complete.</returns>
    public bool Add(byte type, ReadOnlySpan<byte> payload)
    {
        if (type == 2)
        {
            Header = payload.ToArray();
            Body = new byte[BinaryPrimitives.ReadUInt64BigEndian(payload[4..])];
        }
        else
        {
            payload.CopyTo(Body.AsSpan(_received));
            _received += payload.Length;
        }

        return _received == Body.Length;
    }
}
