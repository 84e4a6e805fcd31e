using System.Diagnostics;
using GoQueue.Core.Tests.Diagnostics;
using GoQueue.Core.Tests.Harness;
using GoQueue.Formats;
using Xunit;

namespace GoQueue.Core.Tests.Publishing.Correlation;

[Collection(AloneCollection.Name)]
public sealed class CorrelationTests
{
    private static readonly ActivitySource s_callers = new("GoQueue.Core.Tests.Correlation");
    private readonly Shop _shop = new();

    [Fact]
    public async Task A_message_gets_the_ids_of_its_scope_as_properties_and_headers()
    {
        using var scope = CorrelationScope.Begin("c-1", "m-0", "answers");

        var message = await _shop.LandAsync(Shop.Order, goqueue => goqueue.UseCorrelation());

        Assert.Equal(("c-1", "answers"), (message.CorrelationId, message.ReplyTo));
        Assert.Equal(("c-1", "m-0", "answers"), (message.Headers["correlation_id"], message.Headers["causation_id"], message.Headers["reply_to"]));
    }

    [Fact]
    public async Task Without_the_stage_a_scope_does_nothing()
    {
        using var scope = CorrelationScope.Begin("c-1", "m-0", "answers");

        Assert.Null((await _shop.LandAsync(Shop.Order)).CorrelationId);
    }

    [Fact]
    public async Task What_the_call_gives_wins()
    {
        using var scope = CorrelationScope.Begin("c-1", "m-0", "answers");

        var message = await _shop.LandAsync(Shop.Order, goqueue => goqueue.UseCorrelation(), Shop.Fixed with { CorrelationId = "own" });

        Assert.Equal(("own", "m-0"), (message.CorrelationId, message.Headers["causation_id"]));
    }

    [Fact]
    public async Task A_received_message_is_the_cause_of_what_is_published_in_its_scope()
    {
        var first = new MessageReader().ReadMetadata(await _shop.LandAsync(Shop.Order));
        using (CorrelationScope.Begin(first))
        {
            var second = new MessageReader().ReadMetadata(await _shop.LandAsync(Shop.Order, goqueue => goqueue.UseCorrelation(), new PublishOptions { MessageId = "msg-124" }));
            Assert.Equal(("msg-123", "msg-123"), (second.CorrelationId, second.CausationId));
            using var inner = CorrelationScope.Begin(second);
            var third = await _shop.LandAsync(Shop.Order, goqueue => goqueue.UseCorrelation());
            Assert.Equal(("msg-123", "msg-124"), (third.CorrelationId, third.Headers["causation_id"]));
        }

        Assert.Null(CorrelationScope.Current);
    }

    [Fact]
    public async Task Scopes_of_parallel_flows_do_not_meet()
    {
        await using var publisher = _shop.Publisher(goqueue => goqueue.UseCorrelation());

        await Task.WhenAll(Enumerable.Range(0, 100).Select(async number =>
        {
            using var scope = CorrelationScope.Begin($"c-{number}");
            await Task.Yield();
            await publisher.PublishAsync(new OrderPlaced(number, "Ann", null));
        }));

        Assert.All(_shop.Queue.Messages, message => Assert.Equal($"c-{new MessageReader().Read<OrderPlaced>(message).Message.OrderId}", message.CorrelationId));
    }

    [Fact]
    public async Task The_trace_id_correlates_where_asked_for_and_nothing_else_does()
    {
        using var callers = new SpanCollector(s_callers.Name);
        using var caller = s_callers.StartActivity("caller")!;

        Assert.Equal(caller.TraceId.ToHexString(), (await _shop.LandAsync(Shop.Order, goqueue => goqueue.UseCorrelation(c => c.UseTraceId = true))).CorrelationId);
        Assert.Null((await _shop.LandAsync(Shop.Order, goqueue => goqueue.UseCorrelation())).CorrelationId);
    }

    [Fact]
    public async Task Baggage_travels_by_allow_list_only()
    {
        using var callers = new SpanCollector(s_callers.Name);
        using var caller = s_callers.StartActivity("caller")!;
        caller.SetBaggage("tenant", "shop, 7").SetBaggage("password", "hunter2");

        var none = await _shop.LandAsync(Shop.Order, goqueue => goqueue.UseCorrelation());
        var some = await _shop.LandAsync(Shop.Order, goqueue => goqueue.UseCorrelation(c => c.Baggage.UnionWith(["tenant", "absent"])));

        Assert.False(none.Headers.ContainsKey("baggage"));
        Assert.Equal("tenant=shop%2C%207", some.Headers["baggage"]);
        Assert.DoesNotContain("hunter2", string.Join('|', some.Headers.Values), StringComparison.Ordinal);
    }

    [Fact]
    public void A_baggage_name_that_is_none_is_refused()
    {
        var error = Assert.Throws<GoQueueConfigurationException>(() => _shop.Publisher(goqueue => goqueue.UseCorrelation(c => c.Baggage.Add("a b"))));

        Assert.Equal("CorrelationOptions.Baggage holds 'a b': names are letters, digits and !#$%&'*+-.^_`|~ (W3C Baggage, 3.2.1).", error.Message);
    }

    [Fact]
    public void A_refused_name_is_shown_in_one_line()
    {
        var error = Assert.Throws<GoQueueConfigurationException>(() => _shop.Publisher(goqueue => goqueue.UseCorrelation(c => c.Baggage.Add("a\n\u202Eb"))));

        Assert.StartsWith("CorrelationOptions.Baggage holds 'a\\u000A\\u202Eb': ", error.Message, StringComparison.Ordinal);
    }
}
