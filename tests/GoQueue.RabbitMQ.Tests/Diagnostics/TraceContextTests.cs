using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using GoQueue.RabbitMQ.Tests.Harness;
using RabbitMQ.Client;

namespace GoQueue.RabbitMQ.Tests.Diagnostics;

/// <summary>Each message on a real broker carries the trace of the call that published it, whoever wrote it to the socket.</summary>
[Collection(AloneCollection.Name)]
public sealed class TraceContextTests
{
    private const string Ours = GoQueueDiagnostics.ActivitySourceName;
    private const string Clients = "RabbitMQ.Client.Publisher";
    private const int Messages = 1_000;

    private static readonly ActivitySource s_callers = new("GoQueue.RabbitMQ.Tests.Callers");

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_thousand_interleaved_publishes_each_carry_the_context_of_their_caller(bool ours, bool clients)
    {
        using var traces = Listen(ours, clients);
        await using var vhost = await TestVhost.CreateAsync();
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareQueueAsync("all", "orders");

        // Few places: most messages wait, and are written by whoever made room for them.
        await using var publisher = Publishers.Create(vhost, o => (o.ChannelPoolSize, o.MaxInFlightPerChannel) = (2, 16));
        var callers = new ConcurrentDictionary<int, Activity>();

        await Task.WhenAll(Enumerable.Range(0, Messages).Select(number => PublishAsync(publisher, callers, number)));

        var messages = await vhost.DrainAsync("all");
        Assert.Equal(Messages, messages.Count);
        Assert.All(messages, message => AssertChain(traces, message, callers[Publishers.NumberOf(message)], ours));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_message_that_is_sent_again_keeps_the_context_of_its_caller(bool clients)
    {
        using var traces = Listen(ours: true, clients);
        var broker = await TestBroker.GetControlledAsync();
        await using var vhost = await TestVhost.CreateAsync(broker);
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareQueueAsync("all", "orders");
        await using var publisher = Publishers.Create(vhost, o => (o.ChannelPoolSize, o.MaxInFlightPerChannel) = (2, 64));
        var callers = new ConcurrentDictionary<int, Activity>();

        var number = 0;
        var resent = false;
        var until = Stopwatch.StartNew();
        while (!resent)
        {
            Assert.True(until.Elapsed < TimeSpan.FromMinutes(2), "No message was resent within two minutes of lost connections.");
            var publishes = Enumerable.Range(number, 300).Select(one => PublishAsync(publisher, callers, one)).ToArray();
            number += publishes.Length;
            await broker.Control.EvaluateAsync(
                "[rabbit_networking:close_connection(Pid, \"tests\") || [{pid, Pid}, {vhost, Vhost}] <- rabbit_networking:connection_info_all([pid, vhost]), "
                + $"Vhost =:= <<\"{vhost.Name}\">>].");
            await Task.WhenAll(publishes);
            resent = publishes.Any(publish => publish.Result.Attempts > 1);
        }

        var messages = await vhost.DrainAsync("all");
        Assert.Equal(number, messages.Select(Publishers.NumberOf).Distinct().Count());
        Assert.All(messages, message => AssertChain(traces, message, callers[Publishers.NumberOf(message)], ours: true));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Baggage_travels_by_allow_list_only_whoever_writes_the_context(bool clients)
    {
        using var traces = Listen(ours: true, clients);
        await using var vhost = await TestVhost.CreateAsync();
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareQueueAsync("all", "orders");
        await using var publisher = GoQueuePublisher.Create(goqueue => goqueue.UseRabbitMQ(vhost.Uri.ToString()).UseCorrelation(c => c.Baggage.Add("tenant")));
        await using var silent = Publishers.Create(vhost);
        using var caller = Start();
        caller.AddBaggage("tenant", "acme");
        caller.AddBaggage("password", "hunter2");

        await publisher.PublishOrderPlacedAsync(new(1, "ann"));
        var allowed = await vhost.TakeAsync("all");
        await silent.PublishOrderPlacedAsync(new(1, "ann"));
        var none = await vhost.TakeAsync("all");

        Assert.Equal("tenant=acme", Text(allowed, "baggage"));
        Assert.DoesNotContain("hunter2", string.Concat(Headers(allowed)), StringComparison.Ordinal);
        Assert.False(none.BasicProperties.Headers!.ContainsKey("baggage"));
        Assert.DoesNotContain("hunter2", string.Concat(Headers(none)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_context_of_the_users_own_stays_whoever_writes_the_context(bool clients)
    {
        const string Own = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        using var traces = Listen(ours: true, clients);
        await using var vhost = await TestVhost.CreateAsync();
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareQueueAsync("all", "orders");
        await using var publisher = Publishers.Create(vhost);

        await publisher.PublishOrderPlacedAsync(new(1, "ann"), new PublishOptions { Headers = new Dictionary<string, object?> { ["traceparent"] = Own } });

        Assert.Equal(Own, Text(await vhost.TakeAsync("all"), "traceparent"));
        var span = Assert.Single(traces.Spans.Values, span => span.Source.Name == Ours);
        Assert.Equal("b7ad6b7169203331", Assert.Single(span.Links).Context.SpanId.ToHexString());
    }

    private static Traces Listen(bool ours, bool clients) => new([s_callers.Name, .. ours ? [Ours] : Array.Empty<string>(), .. clients ? [Clients] : Array.Empty<string>()]);

    private static Activity Start()
    {
        // A trace of its own, whatever the test runner has.
        Activity.Current = null;
        return s_callers.StartActivity("caller")!;
    }

    private static async Task<PublishReceipt> PublishAsync(GoQueuePublisher publisher, ConcurrentDictionary<int, Activity> callers, int number)
    {
        await Task.Yield();
        using var caller = Start();
        callers[number] = caller;
        var receipt = await publisher.PublishOrderPlacedAsync(new(number, "ann"));
        Assert.Same(caller, Activity.Current);
        return receipt;
    }

    /// <summary>Header → ours → the caller's. The client does not see publishes: it makes no span, whether or not anything listens.</summary>
    private static void AssertChain(Traces traces, BasicGetResult message, Activity caller, bool ours)
    {
        var context = ActivityContext.Parse(Text(message, "traceparent")!, null);
        Assert.Equal(caller.TraceId, context.TraceId);
        var next = context.SpanId.ToHexString();
        Assert.DoesNotContain(traces.Spans.Values, span => span.Source.Name == Clients && span.TraceId == caller.TraceId);
        if (ours)
        {
            var span = traces.Spans[next];
            Assert.Equal((Ours, ActivityKind.Producer), (span.Source.Name, span.Kind));
            Assert.Equal("publish orders:order.placed", span.DisplayName);
            next = span.ParentSpanId.ToHexString();
        }

        Assert.Equal(caller.SpanId.ToHexString(), next);
    }

    private static string? Text(BasicGetResult message, string header) => message.BasicProperties.Headers![header] is byte[] text ? Encoding.UTF8.GetString(text) : null;

    private static IEnumerable<string> Headers(BasicGetResult message) =>
        message.BasicProperties.Headers!.Select(header => $"{header.Key}={(header.Value is byte[] text ? Encoding.UTF8.GetString(text) : header.Value)} ");
}
