/// <summary>The attribute of another generator, which writes the members of the types that carry it.</summary>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class StronglyTypedIdAttribute : Attribute;

/// <summary>A converter as the page's reader writes one.</summary>
public sealed class OrderIdConverter : JsonConverter<OrderId>
{
    public override OrderId Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => default;

    public override void Write(Utf8JsonWriter writer, OrderId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
