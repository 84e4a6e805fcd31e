using System.Text;
using System.Text.Json;
using GoQueue.Generated.Json;
using GoQueue.Generated.Tests.Json.Events;
using Xunit;

namespace GoQueue.Generated.Tests.Json;

public sealed class JsonPathTests
{
    [Theory]
    [InlineData("", "$")]
    [InlineData("{", "$")]
    [InlineData("{\"a\":", "$.a")]
    [InlineData("{\"a\":1,\"b\":", "$.b")]
    [InlineData("{\"a\":1", "$")]
    [InlineData("{\"a\":[", "$.a[0]")]
    [InlineData("{\"a\":[1", "$.a[1]")]
    [InlineData("{\"a\":[1,2,", "$.a[2]")]
    [InlineData("{\"a\":[{\"b\":1},{\"b\":", "$.a[1].b")]
    [InlineData("{\"a\":{\"b\":1}", "$")]
    [InlineData("{\"a\":{\"b\":1},\"c\":{", "$.c")]
    [InlineData("{\"a b\":{\"c.d\":", "$['a b']['c.d']")]
    [InlineData("{\"\\u00e9\":", "$.é")]
    [InlineData("{\"a\":\"half", "$.a")]
    [InlineData("not JSON", "$")]
    public void The_path_is_that_of_the_next_value(string unfinished, string path) =>
        Assert.Equal(path, JsonPath.OfUnfinished(Encoding.UTF8.GetBytes(unfinished)));

    [Fact]
    public void A_path_without_end_is_cut()
    {
        var path = JsonPath.OfUnfinished(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"next\":", 900))));

        Assert.Equal(301, path.Length);
        Assert.EndsWith("…", path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_that_cannot_be_written_is_refused_with_its_path_and_nothing_is_sent()
    {
        await using var publisher = GoQueuePublisher.Create(static goqueue => goqueue.UseInMemory());
        var node = new Node { Value = 1 };
        node.Children = [new Node(), node];

        Assert.Equal("$.double", await PathAsync(publisher, new NullableScalars(null, null, null, double.NaN, null, null, null, null, null, null, null)));
        Assert.Equal("$.half", await PathAsync(publisher, new MoreScalars { Half = Half.NaN }));
        Assert.Equal("$.items[1]", await PathAsync(publisher, new AListOffloat([1, float.NaN])));
        Assert.Equal("$.items[0].b", await PathAsync(publisher, new AListOfDictionaryOfstringAnddouble([new() { ["a"] = 1, ["b"] = double.PositiveInfinity }])));
        Assert.StartsWith("$.root.children[1].children[1].children[1]", await PathAsync(publisher, new Recursive("cycle", node, null, null)), StringComparison.Ordinal);
        Assert.Equal("$.temperatures[1]", await PathAsync(publisher, new Converters(1, null, default, null, [new(1), new(double.NaN)], null, default, null, default)));
    }

    private static async Task<string> PathAsync<T>(GoQueuePublisher publisher, T value)
        where T : IGoQueueEvent<T>
    {
        var refused = await Assert.ThrowsAsync<EventSerializationException>(async () => await publisher.PublishAsync(value));
        Assert.Equal(PublishOutcome.NotSent, refused.Outcome);
        var message = refused.Message;
        var start = message.IndexOf(" at $", StringComparison.Ordinal) + 4;
        return message[start..message.IndexOf(' ', start)];
    }
}
