using System.Text.Json.Serialization;

namespace GoQueue.Generated.Tests.Routing;

internal enum Country
{
    De,

    [JsonStringEnumMemberName("gb")]
    Uk = 7,
}

[GoQueueEvent("orders", "order.{Country}.{Kind}.{Number}.{OrderId}.created", "1.0")]
internal sealed partial record Routed(Country Country, string Kind, int Number, [OrderingKey] Guid OrderId);

[GoQueueEvent("orders", "{Kind}", "1.0")]
internal readonly partial record struct RoutedStruct(string Kind, [property: OrderingKey] string? Key);

#pragma warning disable GQ4104 // what it warns of is looked at here
[GoQueueEvent("orders", "a.{Kind}.{Number}.{Country}", "1.0")]
internal sealed partial record RoutedByNullables(string? Kind, int? Number, [OrderingKey] Country? Country);
#pragma warning restore GQ4104

[GoQueueEvent("orders", "quote\"d {Kind} \\ü", "1.0")]
internal sealed partial record RoutedWithSpecials(string Kind);

[GoQueueEvent("orders", "with.headers", "1.0", JsonContext = typeof(RoutingJsonContext))]
internal sealed partial record WithHeaders
{
    [EventHeader("text")]
    public string Text { get; init; } = "a";

    [EventHeader("none")]
    public string? None { get; init; }

    [EventHeader("flag")]
    public bool Flag { get; init; } = true;

    [EventHeader("byte")]
    public byte Byte { get; init; } = 1;

    [EventHeader("uint")]
    public uint UInt { get; init; } = 2;

    [EventHeader("long")]
    public long? Number { get; init; } = 3;

    [EventHeader("ulong")]
    public ulong Large { get; init; } = ulong.MaxValue;

    [EventHeader("decimal")]
    public decimal Price { get; init; } = 12345678901234567890.5m;

    [EventHeader("double")]
    public double Share { get; init; } = 0.5;

    [EventHeader("char")]
    public char Letter { get; init; } = 'x';

    [EventHeader("guid")]
    public Guid Id { get; init; } = new("00112233-4455-6677-8899-aabbccddeeff");

    [EventHeader("date-time")]
    public DateTime At { get; init; } = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    [EventHeader("moment")]
    public DateTimeOffset? Moment { get; init; } = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2));

    [EventHeader("day")]
    public DateOnly Day { get; init; } = new(2026, 1, 2);

    [EventHeader("time")]
    public TimeOnly Time { get; init; } = new(3, 4);

    [EventHeader("wait")]
    public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(90);

    [EventHeader("enum")]
    public Country Country { get; init; } = Country.Uk;

    [EventHeader("undefined")]
    public Country? Undefined { get; init; } = (Country)42;

    [EventHeader("uri")]
    public Uri Site { get; init; } = new("http://a/b?c=ü");

    [EventHeader("bytes")]
    public byte[] Bytes { get; init; } = [1, 2];

    [EventHeader("CC")]
    public IReadOnlyList<string>? Copies { get; init; } = ["x", "y"];
}

[JsonSerializable(typeof(WithHeaders))]
internal sealed partial class RoutingJsonContext : JsonSerializerContext;

[GoQueueEvent("users", "user.known", "1.0")]
internal sealed partial record Known(Guid Id, [Sensitive] string Email, [property: Encrypted] int? Pin, Contact Contact)
{
    public string? Note { get; init; }
}

internal sealed partial record Contact(string City, [Sensitive] string Street);

internal sealed record NoSecrets(Guid Id, string Email, int? Pin, Contact Contact)
{
    public string? Note { get; init; }
}
