using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using GoQueue.Generated.Tests.Json.Events;
using Xunit;

namespace GoQueue.Generated.Tests.Json;

/// <summary>
/// What System.Text.Json's own generator gets wrong (runtime 10.0), and we do not. Each test shows the defect and its absence; where the first
/// half fails after an update, the defect was mended there.
/// </summary>
public sealed class OfficialDefectTests
{
    [Fact]
    public void A_null_byte_array_is_null_and_not_an_empty_text()
    {
        var value = new MoreScalars { Bytes = null };

        Assert.Contains("\"bytes\":\"\"", Official(value), StringComparison.Ordinal);
        Assert.Contains("\"bytes\":null", Ours(value), StringComparison.Ordinal);
    }

    [Fact]
    public void Initializers_of_absent_init_only_members_stay()
    {
        const string Absent = "{\"required\":\"r\"}";

        Assert.Null(JsonSerializer.Deserialize(Absent, OfficialContext.Default.Initializers)!.Web);
        var ours = JsonSerializer.Deserialize(Absent, GoQueueJsonContext.Default.Initializers)!;
        Assert.Equal("web", ours.Web);
        Assert.Equal([1, 2, 3], ours.Three!);
        Assert.Equal(["a"], ours.Names);
        Assert.Equal("de", ours.Address.Country);
    }

    [Fact]
    public void Constructors_of_structs_run()
    {
        const string Absent = "{\"explicit\":{\"text\":\"t\"}}";

        Assert.Equal(5, JsonSerializer.Deserialize(Absent, GoQueueJsonContext.Default.Constructors)!.Explicit.Number);
    }

    [Fact]
    public void Private_members_with_JsonInclude_are_written()
    {
        var value = new PrivatelyIncluded(5, "s");

        Assert.Throws<InvalidOperationException>(() => Official(value));
        Assert.Equal("""{"private":5,"_secret":"s"}""", Ours(value));
    }

    [Fact]
    public void A_private_constructor_with_JsonConstructor_is_called()
    {
        const string Json = "{\"chosen\":{\"number\":7,\"text\":\"t\"}}";

        var chosen = JsonSerializer.Deserialize(Json, GoQueueJsonContext.Default.Constructors)!.Chosen!;
        Assert.Equal((7, "read t"), (chosen.Number, chosen.Text));
    }

    [Fact]
    public void Init_only_extension_data_is_read()
    {
        const string Json = "{\"number\":1,\"other\":2}";

        Assert.ThrowsAny<Exception>(() => JsonSerializer.Deserialize(Json, OfficialContext.Default.ExtensionInit));
        Assert.Equal(["other"], JsonSerializer.Deserialize(Json, GoQueueJsonContext.Default.ExtensionInit)!.Others!.Keys);
    }

    [Fact]
    public void Types_of_one_name_in_two_places_both_have_metadata()
    {
        Assert.NotNull(GoQueueJsonContext.Default.GetTypeInfo(typeof(Location)));
        Assert.NotNull(GoQueueJsonContext.Default.GetTypeInfo(typeof(Outer.Location)));
        Assert.NotNull(GoQueueJsonContext.Default.GetTypeInfo(typeof(Outer.Inner.Location)));
        Assert.Null(OfficialContext.Default.GetTypeInfo(typeof(Outer.Location)) is { } first && OfficialContext.Default.GetTypeInfo(typeof(Location)) is { } ? first : null);
    }

    [Fact]
    public void Where_it_is_right_its_fast_path_writes_what_we_write()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            Third(new Samples(seed).Make<Scalars>());
            Third(new Samples(seed).Make<NullableScalars>());
            Third(new Samples(seed).Make<Nested>());
            Third(new Samples(seed).Make<Inheritance>());
            Third(new Samples(seed).Make<Omitted>());
            Third(new Samples(seed).Make<ListOfLine>());
            Third(new Samples(seed).Make<IReadOnlyListOfString>());
            Third(new Samples(seed).Make<DictionaryByString>());
            Third(new Samples(seed).Make<OrderedEvent>());
            Third(new Samples(seed).Make<Polymorphic>());
            Third(new Samples(seed).Make<Callbacks>());
        }
    }

    private static void Third<T>(T value)
        where T : IGoQueueEvent<T> => Assert.Equal(Official(value), Ours(value));

    private static string Official<T>(T value) => Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(value, typeof(T), OfficialContext.Default));

    private static string Ours<T>(T value)
        where T : IGoQueueEvent<T> => Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(value, EventDescriptor.For<T>().JsonTypeInfo));
}
