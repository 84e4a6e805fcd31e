using GoQueue.Core.Tests.Publishing;
using GoQueue.InMemory;
using Xunit;

namespace GoQueue.Core.Tests.Transports.InMemory;

public sealed class InMemoryBrokerTests
{
    private static readonly MeterRead s_reading = new(1, 2);

    [Theory]
    [InlineData(InMemoryExchangeType.Topic, "meter.*", true)]
    [InlineData(InMemoryExchangeType.Topic, "meter.read.#", true)]
    [InlineData(InMemoryExchangeType.Topic, "other", false)]
    [InlineData(InMemoryExchangeType.Direct, "meter.read", true)]
    [InlineData(InMemoryExchangeType.Direct, "meter.*", false)]
    [InlineData(InMemoryExchangeType.Fanout, "whatever", true)]
    public async Task An_exchange_routes_by_its_type(InMemoryExchangeType type, string bindingKey, bool routed)
    {
        var broker = new InMemoryBroker().DeclareExchange("meters", type);
        broker.DeclareQueue("q");
        broker.Bind("q", "meters", bindingKey);
        await using var publisher = GoQueuePublisher.Create(goqueue => goqueue.UseInMemory(broker));

        await publisher.PublishMeterReadAsync(s_reading, new PublishOptions { Mandatory = false });

        Assert.Equal(routed ? 1 : 0, broker.Queue("q").Count);
    }

    public static TheoryData<object, string> Refused => new()
    {
        { double.NaN, "The header 'h' is or holds a number that is NaN or infinite" },
        { float.PositiveInfinity, "The header 'h' is or holds a number that is NaN or infinite" },
        { new List<object?> { 1, double.NaN }, "The header 'h' is or holds a number that is NaN or infinite" },
        { Guid.Empty, "The header 'h' is a System.Guid, which AMQP cannot carry" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_no_broker_can_read_is_refused(object value, string reason)
    {
        var broker = new InMemoryBroker().DeclareExchange("meters");
        broker.DeclareQueue("q");
        broker.Bind("q", "meters", "#");
        await using var publisher = GoQueuePublisher.Create(goqueue => goqueue.UseInMemory(broker));

        var refused = await Assert.ThrowsAsync<MessageRefusedException>(() => publisher.PublishMeterReadAsync(
            s_reading, new PublishOptions { MessageId = "m-1", Headers = new Dictionary<string, object?> { ["h"] = value } }).AsTask());

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.Equal((PublishOutcome.NotSent, 0, "m-1"), (refused.Outcome, refused.Attempts, refused.MessageId));
        Assert.Equal(0, broker.Queue("q").Count);
        await publisher.PublishMeterReadAsync(s_reading, new PublishOptions { MessageId = "m-1" });
        Assert.Equal(1, broker.Queue("q").Count);
    }

    [Fact]
    public async Task A_queue_gets_one_copy_however_many_of_its_bindings_match()
    {
        var broker = new InMemoryBroker().DeclareExchange("meters");
        broker.DeclareQueue("q");
        broker.DeclareQueue("other");
        broker.Bind("q", "meters", "#").Bind("q", "meters", "meter.read").Bind("other", "meters", "#");
        await using var publisher = GoQueuePublisher.Create(goqueue => goqueue.UseInMemory(broker));

        await publisher.PublishMeterReadAsync(s_reading);

        Assert.Equal(1, broker.Queue("q").Count);
        Assert.Equal(1, broker.Queue("other").Count);
        broker.Queue("q").Clear();
        Assert.Empty(broker.Queue("q").Messages);
    }

    [Fact]
    public async Task The_default_exchange_routes_to_the_queue_of_that_name()
    {
        var broker = new InMemoryBroker();
        broker.DeclareQueue("note.taken");
        await using var publisher = GoQueuePublisher.Create(goqueue => goqueue.UseInMemory(broker).Use(static (context, next) =>
        {
            context.Exchange = "";
            return next(context);
        }).Configure(static options => options.DefaultExchange = "notes"));

        await publisher.PublishNoteTakenAsync(new NoteTaken("hello"));

        Assert.Equal(1, broker.Queue("note.taken").Count);
    }

    [Fact]
    public void Wrong_declarations_say_what_is_wrong()
    {
        var broker = new InMemoryBroker().DeclareExchange("meters");
        broker.DeclareQueue("q");

        Assert.Equal(
            "The exchange 'meters' is declared as Topic and cannot become Fanout: use one type for it everywhere.",
            Assert.Throws<InvalidOperationException>(() => broker.DeclareExchange("meters", InMemoryExchangeType.Fanout)).Message);
        Assert.Equal(
            "The queue 'missing' is not declared: call DeclareQueue(\"missing\") before Bind.",
            Assert.Throws<InvalidOperationException>(() => broker.Bind("missing", "meters", "#")).Message);
        Assert.Equal(
            "The exchange 'missing' is not declared: call DeclareExchange(\"missing\") before Bind.",
            Assert.Throws<InvalidOperationException>(() => broker.Bind("q", "missing", "#")).Message);
        Assert.Equal("The queue 'missing' is not declared.", Assert.Throws<KeyNotFoundException>(() => broker.Queue("missing")).Message);
        Assert.Same(broker.DeclareQueue("q"), broker.Queue("q"));
    }
}
