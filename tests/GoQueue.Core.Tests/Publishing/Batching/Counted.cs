namespace GoQueue.Core.Tests.Publishing.Batching;

/// <summary>An event written by hand, so that these tests depend on the core alone. A negative number breaks its rule.</summary>
public sealed record Counted(int Number, string Padding = "") : IGoQueueEvent<Counted>
{
    private static readonly EventDescriptor<Counted> s_descriptor = new()
    {
        Topic = "counts",
        Action = "count.made",
        Version = "1.0",
        Name = nameof(Counted),
        TypeInfoSource = static () => throw new NotSupportedException(),
        JsonWriter = static (ref json, value) =>
        {
            json.WriteRaw("{\"number\":"u8);
            json.WriteRaw(System.Text.Encoding.ASCII.GetBytes(value.Number.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            json.WriteRaw(",\"padding\":"u8);
            json.WriteString(value.Padding);
            json.WriteRaw("}"u8);
        },
        Validator = static (value, ref failures) =>
        {
            if (value.Number < 0)
            {
                failures.Add(nameof(Number), "Range", "The Number field must not be negative.");
            }
        },
    };

    static EventDescriptor<Counted> IGoQueueEvent<Counted>.Descriptor => s_descriptor;
}
