using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace GoQueue.Generated.Tests.Json.Events;

public enum Channel : byte
{
    Web,
    Shop = 7,
}

public enum Wide : ulong
{
    None,
    Most = ulong.MaxValue,
}

[JsonConverter(typeof(JsonStringEnumConverter<Status>))]
public enum Status
{
    Pending,
    Paid,

    [JsonStringEnumMemberName("shipped-out")]
    Shipped = 10,
}

[Flags]
[UnconditionalSuppressMessage("AOT", "IL3050", Justification = "The generated metadata has the converter of the enum in place of this one.")]
[JsonConverter(typeof(JsonStringEnumConverter))]
public enum Rights
{
    None = 0,
    Read = 1,
    Write = 2,
}

[GoQueueEvent("json", "scalars", "1.0")]
public sealed partial record Scalars(
    string Text,
    bool Flag,
    byte Byte,
    sbyte SByte,
    short Short,
    ushort UShort,
    int Int,
    uint UInt,
    long Long,
    ulong ULong,
    float Float,
    double Double,
    decimal Decimal,
    Guid Guid,
    DateTime Time,
    DateTimeOffset Moment,
    Channel Channel,
    Wide Wide,
    Status Status,
    Rights Rights);

[GoQueueEvent("json", "nullable-scalars", "1.0")]
public sealed partial record NullableScalars(
    string? Text,
    bool? Flag,
    int? Int,
    double? Double,
    decimal? Decimal,
    Guid? Guid,
    DateTime? Time,
    DateTimeOffset? Moment,
    Channel? Channel,
    Status? Status,
    Rights? Rights);

[GoQueueEvent("json", "more-scalars", "1.0")]
public sealed partial record MoreScalars
{
    public char Char { get; init; }
    public Half Half { get; init; }
    public Int128 Int128 { get; init; }
    public UInt128 UInt128 { get; init; }
    public DateOnly Day { get; init; }
    public TimeOnly Hour { get; init; }
    public TimeSpan Span { get; init; }
    public Uri? Uri { get; init; }
    public Version? Version { get; init; }
    public byte[]? Bytes { get; init; }
    public Memory<byte> Memory { get; init; }
    public ReadOnlyMemory<byte> ReadOnlyMemory { get; init; }
    public TimeSpan? NullableSpan { get; init; }
}

[GoQueueEvent("json", "defaults", "1.0")]
public sealed partial record Defaults(
    int Number = -5,
    string Text = "a\"b",
    double Nan = 1.5,
    decimal Money = 1.10m,
    char Letter = '\'',
    Channel Channel = Channel.Shop,
    Guid Id = default,
    long? Maybe = 7)
{
    public string Channel2 { get; init; } = "web";
    public int Count { get; set; } = 3;
    public string Computed => Text + Number;
}
