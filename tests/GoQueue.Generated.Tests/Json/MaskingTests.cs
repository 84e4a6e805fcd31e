using System.Text;
using System.Text.Json.Serialization;
using Xunit;

namespace GoQueue.Generated.Tests.Json;

public sealed partial record Credentials([property: Sensitive] string Password, string User);

[JsonDerivedType(typeof(Bank), "bank")]
public abstract record Method;

public sealed partial record Bank([Sensitive] string Iban, int Country) : Method;

public sealed record Plain(int Number);

[GoQueueEvent("json", "masked", "1.0")]
public sealed partial record Masked(
    [Sensitive] string Email,
    [Encrypted] decimal? Income,
    [Sensitive] List<int>? Scores,
    Credentials? Credentials,
    IReadOnlyList<Credentials>? More,
    Dictionary<string, Credentials>? Named,
    Method? Method,
    Plain Plain,
    [property: Sensitive, JsonConverter(typeof(Events.HexConverter))] int Hex)
{
    [Sensitive]
    [JsonExtensionData]
    public Dictionary<string, object>? Others { get; set; }
}

[GoQueueEvent("json", "hidden", "1.0")]
[Encrypted]
public sealed partial record Hidden(string Secret);

[GoQueueEvent("json", "not-masked", "1.0")]
public sealed partial record NotMasked(Plain Plain);

public sealed class MaskingTests
{
    private const string Secret = "zebra";

    [Fact]
    public void Sensitive_values_are_masked_at_any_depth_and_nothing_else_is()
    {
        var json = Redacted(new Masked(
            Secret,
            1_234_567m,
            [7_654_321],
            new Credentials(Secret, "ann"),
            [new Credentials(Secret, "bob")],
            new() { ["key"] = new Credentials(Secret, "eve") },
            new Bank(Secret, 49),
            new Plain(5),
            0xBAD)
        {
            Others = new() { ["other"] = Secret },
        });

        Assert.Equal(
            """{"email":"***","income":"***","scores":"***","credentials":{"password":"***","user":"ann"},"more":[{"password":"***","user":"bob"}],"named":"""
            + """{"key":{"password":"***","user":"eve"}},"method":{"$type":"bank","iban":"***","country":49},"plain":{"number":5},"hex":"***"}""",
            json);
    }

    [Fact]
    public void A_mask_tells_not_even_whether_there_is_a_value() =>
        Assert.StartsWith("""{"email":"***","income":"***","scores":"***","credentials":null""", Redacted(new Masked(null!, null, null, null, null, null, null, null!, 0)), StringComparison.Ordinal);

    [Fact]
    public void The_message_itself_carries_the_values() =>
        Assert.Contains(Secret, Encoding.UTF8.GetString(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new Masked(Secret, null, null, null, null, null, null, new(1), 0), GoQueueJsonContext.Default.Masked)), StringComparison.Ordinal);

    [Fact]
    public void Of_an_event_that_is_encrypted_as_a_whole_nothing_appears() => Assert.Equal("\"***\"", Redacted(new Hidden(Secret)));

    [Fact]
    public void Where_nothing_is_sensitive_there_is_no_second_writer() => Assert.Null(EventDescriptor.For<NotMasked>().RedactedJsonWriter);

    private static string Redacted<T>(T value)
        where T : IGoQueueEvent<T> => Encoding.UTF8.GetString(Differential.Direct(value, EventDescriptor.For<T>().RedactedJsonWriter!));
}
