using System.Text;
using System.Text.Json;
using GoQueue.Generated.Tests.Json.Events;
using GoQueue.InMemory;
using Xunit;

namespace GoQueue.Generated.Tests.Json;

[GoQueueEvent("json", "unwritable.checked", "1.0")]
public sealed partial record Checked(string Text);

[GoQueueEvent("json", "unwritable.unchecked", "1.0", Validate = false)]
public sealed partial record Unchecked(string Text);

[GoQueueEvent("json", "unwritable.untyped", "1.0")]
public sealed partial record Untyped(Dictionary<string, object> Values);

/// <summary>Values that no JSON can hold, published: refused with the place in the JSON and not sent, or sent as System.Text.Json writes them.</summary>
public sealed class UnwritableTests : IAsyncDisposable
{
    private readonly InMemoryBroker _broker = new InMemoryBroker().DeclareExchange("json");
    private readonly GoQueuePublisher _publisher;

    public UnwritableTests()
    {
        _broker.DeclareQueue("all");
        _broker.Bind("all", "json", "#");
        _publisher = GoQueuePublisher.Create(goqueue => goqueue.UseInMemory(_broker));
    }

    public ValueTask DisposeAsync() => _publisher.DisposeAsync();

    [Fact]
    public async Task A_graph_that_is_too_deep_is_refused()
    {
        Node? chain = null;
        for (var i = 0; i < 100; i++)
        {
            chain = new Node { Value = i, Next = chain };
        }

        await IsRefusedAsync(new Recursive("deep", chain, null, null), "$.root" + string.Concat(Enumerable.Repeat(".next", 5)));
    }

    [Fact]
    public async Task The_deepest_graph_that_may_be_written_is_sent()
    {
        Node? chain = null;
        for (var i = 0; i < 62; i++)
        {
            chain = new Node { Value = i, Next = chain };
        }

        await IsSentAsync(new Recursive("deep", chain, null, null));
    }

    [Fact]
    public Task A_cycle_is_refused()
    {
        var node = new Node { Value = 1 };
        node.Next = node;
        return IsRefusedAsync(new Recursive("cycle", node, null, null), "$.root.next.next.next");
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public async Task What_is_no_number_is_refused(double value)
    {
        await IsRefusedAsync(new NullableScalars(null, null, null, value, null, null, null, null, null, null, null), "$.double");
        await IsRefusedAsync(new AListOffloat([1, (float)value]), "$.items[1]");
        await IsRefusedAsync(new MoreScalars { Half = (Half)value }, "$.half");
    }

    [Fact]
    public async Task Lone_surrogates_are_sent_as_the_replacement_character()
    {
        await IsSentAsync(new ListOfString(["\uD83D", "\uDE00", "a\uD83Db"]));
        await IsSentAsync(new DictionaryByString(new() { ["\uD83D"] = 1 }));
    }

    [Fact]
    public async Task A_null_in_a_member_that_says_it_has_none_is_refused_by_validation_and_sent_without()
    {
        var refused = await Assert.ThrowsAsync<EventValidationException>(async () => await _publisher.PublishCheckedAsync(new(null!)));

        Assert.Equal(PublishOutcome.NotSent, refused.Outcome);
        Assert.Equal("Text", Assert.Single(refused.Failures).Path);
        Assert.Empty(_broker.Queue("all").Messages);

        await IsSentAsync(new Unchecked(null!));
    }

    [Fact]
    public async Task An_untyped_value_of_an_unknown_type_is_refused_with_what_to_do()
    {
        var refused = await Assert.ThrowsAsync<EventSerializationException>(async () => await _publisher.PublishAsync(new Untyped(new() { ["a"] = new Unknown(5) })));

        Assert.EndsWith(
            "and was not sent: a value has a type that no event declares. Declare the member's type, give it a [JsonConverter], or use JsonNode.", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("JsonSerializable", refused.Message, StringComparison.Ordinal);
    }

    private sealed record Unknown(int Number);

    private async Task IsRefusedAsync<T>(T value, string path)
        where T : IGoQueueEvent<T>
    {
        var refused = await Assert.ThrowsAsync<EventSerializationException>(async () => await _publisher.PublishAsync(value));

        Assert.Equal(PublishOutcome.NotSent, refused.Outcome);
        Assert.Contains($" at {path}", refused.Message, StringComparison.Ordinal);
        Assert.Empty(_broker.Queue("all").Messages);
    }

    private async Task IsSentAsync<T>(T value)
        where T : IGoQueueEvent<T>
    {
        await _publisher.PublishAsync(value);

        var body = Encoding.UTF8.GetString(_broker.Queue("all").Messages[^1].Body.Span);
        Assert.Contains(JsonSerializer.Serialize(value, Differential.Reflection), body, StringComparison.Ordinal);
    }
}
