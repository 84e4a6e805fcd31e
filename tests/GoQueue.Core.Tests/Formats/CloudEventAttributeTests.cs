using GoQueue.Core.Tests.Harness;
using GoQueue.Formats;
using Xunit;

namespace GoQueue.Core.Tests.Formats;

/// <summary>CloudEvents attributes are valid by the specification, or their setting is refused.</summary>
public sealed class CloudEventAttributeTests
{
    private readonly Shop _shop = new();

    [Fact]
    public async Task A_message_without_routing_key_has_no_subject()
    {
        _shop.Broker.DeclareExchange("fan", GoQueue.InMemory.InMemoryExchangeType.Fanout).Bind("all", "fan", "");
        var message = await _shop.LandAsync(Shop.Order, static goqueue => goqueue.UseFormat(MessageFormat.CloudEventsBinary).Use(static (context, next) =>
        {
            context.Exchange = "fan";
            context.RoutingKey = "";
            return next(context);
        }));

        Assert.DoesNotContain("cloudEvents_subject", message.Headers.Keys);
        Assert.Equal("order.placed", (await _shop.LandAsync(Shop.Order, static goqueue => goqueue.UseFormat(MessageFormat.CloudEventsBinary))).Headers["cloudEvents_subject"]);
    }

    [Theory]
    [InlineData("user-service")]
    [InlineData("/users")]
    [InlineData("//shop.example/users")]
    [InlineData("https://shop.example:8080/users?x=%20#f")]
    [InlineData("urn:example:users")]
    [InlineData("https://[::1]/users")]
    [InlineData("mailto:a@b.example")]
    [InlineData("?x")]
    public async Task A_source_that_is_a_URI_reference_is_sent(string source)
    {
        var message = await _shop.LandAsync(Shop.Order, goqueue => goqueue.UseFormat(MessageFormat.CloudEventsBinary).Configure(o => o.CloudEvents.Source = source));

        Assert.Equal(source, message.Headers["cloudEvents_source"]);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("user service", "not a URI reference")]
    [InlineData("user\nservice", "not a URI reference")]
    [InlineData("users\uD800", "not a URI reference")]
    [InlineData("ü", "not a URI reference")]
    [InlineData("50%", "not a URI reference")]
    [InlineData("%zz", "not a URI reference")]
    [InlineData("1http://x", "not a URI reference")]
    [InlineData(":x", "not a URI reference")]
    [InlineData("a#b#c", "not a URI reference")]
    [InlineData("a[b]", "not a URI reference")]
    [InlineData("http://[", "not a URI reference")]
    [InlineData("http://[x]/", "not a URI reference")]
    [InlineData("http://a[::1]/", "not a URI reference")]
    [InlineData("<x>", "not a URI reference")]
    [InlineData(@"a\b", "not a URI reference")]
    public void A_source_that_is_none_is_refused(string source, string reason)
    {
        var error = Assert.Throws<GoQueueConfigurationException>(() => _shop.Publisher(goqueue => goqueue.Configure(o => o.CloudEvents.Source = source)));

        Assert.Equal(
            $"GoQueueOptions.CloudEvents:Source is {reason}: write one such as 'https://shop.example/users' or 'user-service', with %20 for a blank.", error.Message);
    }

    [Theory]
    [InlineData("https://user:pw@schemas.example/x")]
    [InlineData("https://schemas.example/x?y")]
    [InlineData("https://schemas.example/x#y")]
    public void A_schema_base_that_is_more_than_a_place_is_refused_without_its_text(string text)
    {
        var error = Assert.Throws<GoQueueConfigurationException>(() => _shop.Publisher(goqueue => goqueue.Configure(o => o.CloudEvents.DataSchemaBase = new Uri(text))));

        Assert.Equal(
            "GoQueueOptions.CloudEvents:DataSchemaBase has a user, a query or a fragment: schema names are appended to it and travel with every message; write scheme, host and path alone.",
            error.Message);
    }
}
