using GoQueue.Core.Tests.Publishing.Batching;
using GoQueue.Diagnostics;
using GoQueue.InMemory;
using GoQueue.Transports.InMemory;
using GoQueue.Transports.Layers;
using Xunit;

namespace GoQueue.Core.Tests.Publishing.Composition;

public sealed class PriorityTests
{
    private readonly InMemoryBroker _broker = new();
    private readonly InMemoryQueue _queue;

    public PriorityTests()
    {
        _broker.DeclareExchange("counts");
        _queue = _broker.DeclareQueue("all");
        _broker.Bind("all", "counts", "#");
    }

    [Theory]
    [InlineData("alert.fire", 8)]
    [InlineData("analytics.click", 0)]
    [InlineData("order.placed", 4)]
    [InlineData("alerting", 4)]
    [InlineData("order.alert.", 4)]
    public async Task The_action_decides_where_nothing_else_does(string action, byte priority)
    {
        await using var publisher = Create();
        await publisher.PublishAsync(Message(action));
        Assert.Equal(priority, Landed());
    }

    [Fact]
    public async Task The_actions_beginnings_can_be_chosen_and_the_longest_wins()
    {
        await using var publisher = Create(goqueue => goqueue.Configure(static options =>
        {
            options.ActionPriorities["order."] = EventPriority.Low;
            options.ActionPriorities["order.cancel"] = EventPriority.High;
            options.ActionPriorities.Remove("alert.");
        }));
        await publisher.PublishAsync(Message("order.placed"));
        Assert.Equal(0, Landed());
        await publisher.PublishAsync(Message("order.cancelled"));
        Assert.Equal(8, Landed());
        await publisher.PublishAsync(Message("alert.fire"));
        Assert.Equal(4, Landed());
    }

    [Fact]
    public async Task The_events_own_priority_wins_over_the_action()
    {
        await using var publisher = Create(goqueue => goqueue
            .Configure(static options => options.ActionPriorities["count."] = EventPriority.Low)
            .ForEvent<Counted>(static e => e.Priority = EventPriority.High));
        await publisher.PublishAsync(new Counted(1));
        Assert.Equal(8, Landed());
    }

    [Theory]
    [InlineData("high", 8)]
    [InlineData("Low", 0)]
    [InlineData("NORMAL", 4)]
    [InlineData("urgent", 8)]
    [InlineData(1, 8)]
    public async Task The_header_wins_over_the_event_where_it_says_one_of_the_three(object value, byte priority)
    {
        await using var publisher = Create(goqueue => goqueue.ForEvent<Counted>(static e => e.Priority = EventPriority.High));
        await publisher.PublishAsync(new Counted(1), new PublishOptions { Headers = new Dictionary<string, object?> { ["priority"] = value } });
        Assert.Equal(priority, Landed());
        Assert.Equal(value, _queue.Messages[^1].Headers["priority"]);
    }

    [Fact]
    public async Task The_call_wins_over_the_header_and_a_middleware_over_all()
    {
        var middleware = EventPriority.Unspecified;
        await using var publisher = Create(goqueue => goqueue.Use((context, next) =>
        {
            if (middleware != EventPriority.Unspecified)
            {
                context.Priority = middleware;
            }

            return next(context);
        }));
        var options = new PublishOptions { Priority = EventPriority.Low, Headers = new Dictionary<string, object?> { ["priority"] = "high" } };
        await publisher.PublishAsync(new Counted(1), options);
        Assert.Equal(0, Landed());
        middleware = EventPriority.Normal;
        await publisher.PublishAsync(new Counted(1), options);
        Assert.Equal(4, Landed());
    }

    [Fact]
    public async Task Urgent_messages_have_a_transport_of_their_own_that_the_first_of_them_makes()
    {
        var high = new List<HeldTransport>();
        var rest = new HeldTransport(_broker) { CreateHighPriority = () => Added(high, new HeldTransport(_broker)) };
        await using var publisher = Create(goqueue => ((IGoQueueBuilder)goqueue).Setup.Transport = (_, _) => rest);
        var publishes = new[] { "analytics.click", "order.placed" }.Select(action => publisher.PublishAsync(Message(action)).AsTask()).ToList();
        Assert.Empty(high);
        publishes.AddRange(new[] { "alert.fire", "alert.flood" }.Select(action => publisher.PublishAsync(Message(action)).AsTask()));

        Assert.Equal((2, 2), (rest.Held, Assert.Single(high).Held));
        high[0].Open();
        await Task.WhenAll(publishes[2..]);
        Assert.False(publishes[0].IsCompleted || publishes[1].IsCompleted);
        rest.Open();
        await Task.WhenAll(publishes);
    }

    [Fact]
    public async Task What_is_closed_makes_no_lane()
    {
        var operations = new List<HeldTransport>();
        var rest = new HeldTransport(_broker) { FailsWhatIsHeldOnClose = true };
        var lanes = new PriorityTransport(rest, () => Added(operations, new HeldTransport(_broker)));
        await lanes.CloseAsync(default);
        await using var publisher = Create(goqueue => ((IGoQueueBuilder)goqueue).Setup.Transport = (_, _) => lanes);
        await publisher.PublishAsync(Message("alert.fire"));
        Assert.Empty(operations);
        Assert.Equal(1, rest.Sent);
    }

    [Fact]
    public async Task What_is_urgent_is_not_buffered()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var rest = new HeldTransport(_broker) { CreateHighPriority = () => new InMemoryTransport(_broker, time) };
        rest.Open();
        await using var publisher = Create(goqueue => ((IGoQueueBuilder)goqueue.UseTimeProvider(time).UseBuffering()).Setup.Transport = (_, _) => rest);
        await publisher.PublishAsync(Message("alert.fire"));
        var ordinary = publisher.PublishAsync(Message("order.placed")).AsTask();
        Assert.Equal(1, _queue.Count);
        await publisher.FlushAsync();
        await ordinary;
    }

    [Fact]
    public async Task The_state_of_two_lanes_is_that_of_the_worse_one()
    {
        var high = new Hosting.StatusTransport(_broker);
        var rest = new Hosting.StatusTransport(_broker);
        await using var lanes = new PriorityTransport(rest, () => high);
        var changes = 0;
        lanes.StateChanged += () => changes++;
        var now = DateTimeOffset.UnixEpoch;
        Assert.Equal(PublisherState.NotConnected, lanes.GetStatus().State);
        rest.Become(new TransportStatus
        {
            State = PublisherState.Connected, Connections = 1, Channels = 5, InFlight = 3, LastError = "first.", LastErrorAt = now, LastConfirm = now.AddSeconds(5),
        });
        Assert.Equal(PublisherState.Connected, lanes.GetStatus().State);
        await using var publisher = Create(goqueue => ((IGoQueueBuilder)goqueue).Setup.Transport = (_, _) => lanes);
        await publisher.PublishAsync(Message("alert.fire"));
        Assert.Equal(PublisherState.Connected, lanes.GetStatus().State);
        high.Become(new TransportStatus
        {
            State = PublisherState.Disconnected, Reason = "refused", Connections = 1, Channels = 2, InFlight = 4, LastError = "second.", LastErrorAt = now.AddSeconds(1), LastConfirm = now,
        });
        Assert.Equal(
            new TransportStatus
            {
                State = PublisherState.Disconnected,
                Reason = "refused",
                Connections = 2,
                Channels = 7,
                InFlight = 7,
                LastError = "second.",
                LastErrorAt = now.AddSeconds(1),
                LastConfirm = now.AddSeconds(5),
            },
            lanes.GetStatus());
        Assert.Equal(2, changes);

        await lanes.ConnectAsync(default);
        Assert.Equal((1, 1), (high.Connects, rest.Connects));
        await lanes.CloseAsync(default);
        Assert.Equal(PublisherState.Closed, lanes.GetStatus().State);
    }

    [Theory]
    [InlineData("", EventPriority.High)]
    [InlineData("a.", EventPriority.Unspecified)]
    public void A_wrong_beginning_of_actions_is_named(string prefix, EventPriority priority)
    {
        var exception = Assert.Throws<GoQueueConfigurationException>(() => Create(goqueue => goqueue.Configure(options => options.ActionPriorities[prefix] = priority)));
        Assert.Equal($"GoQueueOptions.ActionPriorities holds '{prefix}' = {priority}: write what actions begin with, and Low, Normal or High.", exception.Message);
    }

    private static HeldTransport Added(List<HeldTransport> list, HeldTransport transport)
    {
        list.Add(transport);
        return transport;
    }

    private static GoQueueMessage Message(string action) => GoQueueMessage.Create().Topic("counts").Action(action.TrimEnd('.')).Data("1"u8).Build();

    private byte Landed() => _queue.Messages[^1].Priority;

    private GoQueuePublisher Create(Action<GoQueuePublisherBuilder>? configure = null) => GoQueuePublisher.Create(goqueue =>
    {
        goqueue.UseInMemory(_broker);
        configure?.Invoke(goqueue);
    });
}
