using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Xunit;

namespace GoQueue.Generated.Tests.Json;

// A tuple's elements are fields: our own JSON refuses it, a user's context may do with it what it likes.
[GoQueueEvent("json", "exotic", "1.0", JsonContext = typeof(ExoticContext))]
public sealed partial record Exotic(int SomeNumber, (int From, int To) Range, Part Part);

[GoQueueEvent("json", "exotic-secret", "1.0", JsonContext = typeof(ExoticContext))]
public sealed partial record ExoticSecret([Sensitive] string SecretName);

public sealed record Part(string PartName, int? Missing);

[JsonSourceGenerationOptions(IncludeFields = true, Converters = [typeof(Events.HexConverter)])]
[JsonSerializable(typeof(Exotic))]
[JsonSerializable(typeof(ExoticSecret))]
internal sealed partial class ExoticContext : JsonSerializerContext;

public sealed class OwnContextTests
{
    [Fact]
    public void An_event_is_written_by_the_users_context_under_the_settings_of_its_assembly()
    {
        var descriptor = EventDescriptor.For<Exotic>();

        var json = Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(new Exotic(1, (2, 3), new Part("a", null)), descriptor.JsonTypeInfo));

        // Names by our policy, not by the context's own; its converters come along.
        Assert.Equal("""{"someNumber":"00000001","range":{},"part":{"partName":"a","missing":null}}""", json);
        Assert.Null(descriptor.JsonWriter);
    }

    [Fact]
    public void It_is_read_back() =>
        Assert.Equal(7, JsonSerializer.Deserialize("""{"someNumber":"00000007","part":null}""", EventDescriptor.For<Exotic>().JsonTypeInfo)!.SomeNumber);

    [Fact]
    public void A_context_that_cannot_mask_shows_nothing_of_an_event_with_secrets() =>
        Assert.Equal("\"***\"", Encoding.UTF8.GetString(Differential.Direct(new ExoticSecret("s"), EventDescriptor.For<ExoticSecret>().RedactedJsonWriter!)));
}
