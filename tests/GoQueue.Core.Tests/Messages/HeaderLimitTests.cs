using GoQueue.Core.Tests.Harness;
using GoQueue.Messages;
using Xunit;

namespace GoQueue.Core.Tests.Messages;

[Covers(typeof(HeaderLimits))]
public sealed class HeaderLimitTests
{
    private readonly Shop _shop = new();

    private static string Refused(string reason) => $"Message m-1 (shop.orders/order.placed 1.2) was not sent. {reason}";

    [Theory]
    [InlineData("table")]
    [InlineData("list")]
    [InlineData("list in a table")]
    [InlineData("table in a list")]
    public async Task A_header_that_contains_itself_is_refused(string kind)
    {
        var error = await RefusalOf("loop", Loop(kind));

        Assert.Equal(
            Refused("The header 'loop' nests lists and dictionaries deeper than 32 levels, or contains itself: flatten it."), error.Message);
        Assert.Equal(PublishOutcome.NotSent, error.Outcome);
        Assert.Equal(0, _shop.Queue.Count);
    }

    [Fact]
    public async Task A_header_may_nest_32_levels_and_no_more()
    {
        await PublishAsync("deep", Nested(32));
        var error = await RefusalOf("deep", Nested(33));

        Assert.Contains("deeper than 32 levels", error.Message, StringComparison.Ordinal);
        Assert.Single(_shop.Queue.Messages);
    }

    [Fact]
    public async Task A_header_nested_100000_deep_is_refused()
    {
        var error = await RefusalOf("deep", Nested(100_000));

        Assert.Contains("deeper than 32 levels", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_header_that_multiplies_itself_is_refused_before_it_is_walked_to_its_end()
    {
        object? value = "x";
        for (var level = 0; level < 30; level++)
        {
            value = new List<object?> { value, value, value, value };
        }

        var error = await RefusalOf("bomb", value);

        Assert.Equal(Refused("The header 'bomb' holds more than 65,536 values: no frame of AMQP takes so many; send less."), error.Message);
    }

    [Theory]
    [InlineData("untyped")]
    [InlineData("middleware")]
    [InlineData("batch")]
    public async Task A_header_that_contains_itself_is_refused_wherever_it_comes_from(string source)
    {
        var loop = Loop("table");
        await using var publisher = _shop.Publisher(goqueue =>
        {
            if (source == "middleware")
            {
                goqueue.Use((context, next) =>
                {
                    context.Headers["loop"] = loop;
                    return next(context);
                });
            }
        });
        var error = source switch
        {
            "untyped" => await Assert.ThrowsAsync<MessageRefusedException>(async () => await publisher.PublishAsync(
                GoQueueMessage.Create().Topic("shop.orders").Action("a").Data("1"u8).Header("loop", loop).Build())),
            "batch" => (await publisher.PublishBatchAsync([Shop.Order], new PublishOptions { Headers = Headers("loop", loop) }))[0].Exception!,
            _ => await Assert.ThrowsAsync<MessageRefusedException>(async () => await publisher.PublishAsync(Shop.Order)),
        };

        Assert.Contains("The header 'loop' nests lists and dictionaries deeper than 32 levels", error.Message, StringComparison.Ordinal);
        Assert.IsType<MessageRefusedException>(error);
    }

    [Fact]
    public void A_default_header_that_contains_itself_is_refused_when_the_publisher_is_built()
    {
        var error = Assert.Throws<GoQueueConfigurationException>(
            () => _shop.Publisher(static goqueue => goqueue.Configure(static options => options.DefaultHeaders["loop"] = Loop("list"))));

        Assert.Equal(
            "GoQueueOptions.DefaultHeaders: The header 'loop' nests lists and dictionaries deeper than 32 levels, or contains itself: flatten it.", error.Message);
    }

    [Fact]
    public async Task A_publisher_to_RabbitMQ_refuses_a_loop_before_it_connects()
    {
        await using var publisher = GoQueuePublisher.Create(static goqueue => goqueue.UseRabbitMQ("amqp://127.0.0.1:1"));

        var error = await Assert.ThrowsAsync<MessageRefusedException>(
            async () => await publisher.PublishAsync(Shop.Order, new PublishOptions { MessageId = "m-1", Headers = Headers("loop", Loop("table")) }));

        Assert.Contains("The header 'loop' nests lists and dictionaries deeper than 32 levels", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_argument_of_a_declaration_that_contains_itself_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new TopologyProbe().Declare(Loop("table")));

        Assert.StartsWith(
            "The argument 'x-loop' of queue 'q' nests lists and dictionaries deeper than 32 levels, or contains itself: flatten it.", error.Message, StringComparison.Ordinal);
    }

    private static object Loop(string kind)
    {
        var table = new Dictionary<string, object?>();
        var list = new List<object?>();
        switch (kind)
        {
            case "table":
                table["self"] = table;
                return table;
            case "list":
                list.Add(list);
                return list;
            case "list in a table":
                table["list"] = list;
                list.Add(table);
                return table;
            default:
                list.Add(table);
                table["list"] = list;
                return list;
        }
    }

    private static object? Nested(int levels)
    {
        object? value = "x";
        for (var level = 0; level < levels; level++)
        {
            value = level % 2 == 0 ? new List<object?> { value } : new Dictionary<string, object?> { ["in"] = value };
        }

        return value;
    }

    private static Dictionary<string, object?> Headers(string name, object? value) => new() { [name] = value };

    private async Task<MessageRefusedException> RefusalOf(string name, object? value) =>
        await Assert.ThrowsAsync<MessageRefusedException>(() => PublishAsync(name, value));

    private async Task PublishAsync(string name, object? value)
    {
        await using var publisher = _shop.Publisher();
        await publisher.PublishAsync(Shop.Order, new PublishOptions { MessageId = "m-1", Headers = Headers(name, value) });
    }

    private sealed class TopologyProbe
    {
        private readonly TopologyBuilder _topology = new();

        public void Declare(object argument) => _topology.Queue("q", QueueType.Classic, queue => queue.Arguments["x-loop"] = argument);
    }
}
