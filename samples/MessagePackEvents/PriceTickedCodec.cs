using System.Globalization;
using Market.Events;
using MessagePack;

namespace MessagePackEvents;

/// <summary>
/// An array of four: symbol, price as text (MessagePack has no decimal numbers), volume, time. New members go to the end, so that older readers skip them;
/// anything else needs a new version of the event.
/// </summary>
internal sealed class PriceTickedCodec : IMessagePackCodec<PriceTicked>
{
    private const int Members = 4;

    public void Write(ref MessagePackWriter writer, PriceTicked value)
    {
        writer.WriteArrayHeader(Members);
        writer.Write(value.Symbol);
        writer.Write(value.Price.ToString(CultureInfo.InvariantCulture));
        writer.Write(value.Volume);
        writer.Write(value.At.UtcDateTime);
    }

    public PriceTicked Read(ref MessagePackReader reader)
    {
        var count = reader.ReadArrayHeader();
        if (count < Members)
        {
            throw new MessagePackSerializationException($"A price tick has {Members} members and this one {count}.");
        }

        var tick = new PriceTicked(
            reader.ReadString() ?? throw new MessagePackSerializationException("A price tick needs a symbol."),
            decimal.Parse(reader.ReadString() ?? "", NumberStyles.Number, CultureInfo.InvariantCulture),
            reader.ReadInt64(),
            new DateTimeOffset(reader.ReadDateTime(), TimeSpan.Zero));
        for (var extra = Members; extra < count; extra++)
        {
            reader.Skip();
        }

        return tick;
    }
}
