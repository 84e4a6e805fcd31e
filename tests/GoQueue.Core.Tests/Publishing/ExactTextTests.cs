using System.Text;
using CsCheck;
using GoQueue.Core.Tests.Harness;
using GoQueue.Formats;
using RabbitMQ.Client;
using Xunit;

namespace GoQueue.Core.Tests.Publishing;

/// <summary>What AMQP's grammar cannot carry exactly is refused by name.</summary>
public sealed class ExactTextTests
{
    private const string Lone = "a\uD800b";
    private readonly Shop _shop = new();

    private static string Refused(string reason, string? id = "m-1") =>
        $"Message {(id is null ? "" : $"{id} ")}(shop.orders/order.placed 1.2) was not sent. {reason}";

    [Theory]
    [InlineData("correlation id")]
    [InlineData("causation id")]
    [InlineData("reply-to")]
    public async Task A_lone_surrogate_in_a_property_is_refused(string what)
    {
        var options = new PublishOptions { MessageId = "m-1" };
        options = what switch
        {
            "correlation id" => options with { CorrelationId = Lone },
            "causation id" => options with { CausationId = Lone },
            _ => options with { ReplyTo = Lone },
        };

        Assert.Equal(Refused($"The {what} holds half of a surrogate pair, which UTF-8 cannot carry: remove it."), await RefusalOf(options));
    }

    [Fact]
    public async Task A_lone_surrogate_in_a_message_id_is_refused()
    {
        Assert.Equal(
            Refused("The message id holds half of a surrogate pair, which UTF-8 cannot carry: remove it.", id: null),
            await RefusalOf(new PublishOptions { MessageId = Lone }));
    }

    [Theory]
    [InlineData("exchange")]
    [InlineData("routing key")]
    [InlineData("message id")]
    public async Task A_lone_surrogate_that_a_middleware_sets_is_refused(string what)
    {
        var error = await RefusalOf(new PublishOptions { MessageId = "m-1" }, goqueue => goqueue.Use((context, next) =>
        {
            switch (what)
            {
                case "exchange": context.Exchange = Lone; break;
                case "routing key": context.RoutingKey = Lone; break;
                default: context.MessageId = Lone; break;
            }

            return next(context);
        }));

        Assert.EndsWith($"The {what} holds half of a surrogate pair, which UTF-8 cannot carry: remove it.", error, StringComparison.Ordinal);
        Assert.DoesNotContain('\uD800', error);
    }

    [Fact]
    public async Task A_lone_surrogate_in_a_header_is_refused_at_any_depth()
    {
        Assert.Equal(
            Refused("The name of a header holds half of a surrogate pair, which UTF-8 cannot carry: remove it."), await RefusalOfHeader(Lone, "x"));
        var reason = Refused("The header 'h' holds half of a surrogate pair, which UTF-8 cannot carry: remove it.");
        Assert.Equal(reason, await RefusalOfHeader("h", Lone));
        Assert.Equal(reason, await RefusalOfHeader("h", new List<object?> { 1, new Dictionary<string, object?> { ["x"] = Lone } }));
        Assert.Equal(reason, await RefusalOfHeader("h", new Dictionary<string, object?> { [Lone] = 1 }));
        Assert.Equal(reason, await RefusalOfHeader("h", new[] { "a", Lone }));
        Assert.Equal(0, _shop.Queue.Count);
    }

    [Fact]
    public async Task The_name_inside_of_a_header_is_bounded_as_names_are()
    {
        Assert.Equal(
            Refused("The header 'h' holds a name of more than 255 bytes of UTF-8: shorten it."),
            await RefusalOfHeader("h", new Dictionary<string, object?> { [new string('é', 128)] = 1 }));
        Assert.Equal(
            Refused("The name of a header has 256 bytes of UTF-8 and AMQP allows 255: shorten it."), await RefusalOfHeader(new string('é', 128), 1));
    }

    [Fact]
    public async Task Whole_surrogate_pairs_pass()
    {
        var landed = await _shop.LandAsync(
            Shop.Order,
            options: new PublishOptions { MessageId = "😀", CorrelationId = "😀", Headers = new Dictionary<string, object?> { ["😀"] = "😀" } });

        Assert.Equal(("😀", "😀", "😀"), (landed.MessageId, landed.CorrelationId, landed.Headers["😀"]));
    }

    [Fact]
    public async Task Every_text_lands_as_it_was_or_is_refused()
    {
        await using var publisher = _shop.Publisher();
        await Gen.Char.Array[0, 12].Select(static chars => new string(chars)).SampleAsync(
            async text =>
            {
                var options = new PublishOptions { CorrelationId = text, Headers = new Dictionary<string, object?> { ["h"] = text } };
                var exact = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;
                try
                {
                    await publisher.PublishAsync(Shop.Order, options);
                    return exact;
                }
                catch (MessageRefusedException)
                {
                    return !exact || text.Any(static c => char.IsControl(c) || c is '\u2028' or '\u2029');
                }
            },
            iter: 2_000);
    }

    [Theory]
    [InlineData("default")]
    [InlineData("1969")]
    [InlineData("middleware")]
    public async Task A_time_before_1970_is_refused(string kind)
    {
        var time = kind == "default" ? default : DateTimeOffset.UnixEpoch.AddTicks(-1);
        var options = new PublishOptions { MessageId = "m-1", Timestamp = kind == "middleware" ? null : time };
        var error = await RefusalOf(options, goqueue => goqueue.Use((context, next) =>
        {
            context.Timestamp = kind == "middleware" ? time : context.Timestamp;
            return next(context);
        }));

        Assert.Equal(
            Refused($"The timestamp {(kind == "default" ? "0001-01-01T00:00:00" : "1969-12-31T23:59:59")}Z lies before 1970, which AMQP cannot carry: set a later one, or leave it null for the time of the publish."),
            error);
    }

    [Fact]
    public async Task The_time_of_an_untyped_message_is_checked_as_that_of_an_event()
    {
        await using var publisher = _shop.Publisher();

        var error = await Assert.ThrowsAsync<MessageRefusedException>(async () => await publisher.PublishAsync(
            GoQueueMessage.Create().Topic("shop.orders").Action("a").Data("1"u8).Timestamp(default).Build()));

        Assert.Contains("lies before 1970, which AMQP cannot carry", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_second_of_1970_passes()
    {
        var landed = await _shop.LandAsync(Shop.Order, options: new PublishOptions { Timestamp = DateTimeOffset.UnixEpoch });
        Assert.Equal(DateTimeOffset.UnixEpoch, landed.Timestamp);
    }

    [Fact]
    public async Task An_AMQP_time_before_1970_in_a_header_is_refused()
    {
        Assert.Equal(
            Refused("The header 'h' holds a time before 1970, which AMQP cannot carry: send it as text."), await RefusalOfHeader("h", new AmqpTimestamp(-1)));
        await using var publisher = _shop.Publisher();
        await publisher.PublishAsync(Shop.Order, new PublishOptions { Headers = new Dictionary<string, object?> { ["h"] = new AmqpTimestamp(0) } });
    }

    [Theory]
    [InlineData(1, "1")]
    [InlineData(9_999, "1")]
    [InlineData(10_000, "1")]
    [InlineData(10_001, "2")]
    [InlineData(0, "0")]
    public async Task A_part_of_a_millisecond_never_shortens_an_expiration(long ticks, string text)
    {
        // "0" means at once: a message that may live for half a millisecond must not become one that may not live at
        // all.
        var landed = await _shop.LandAsync(Shop.Order, options: new PublishOptions { Expiration = TimeSpan.FromTicks(ticks) });
        Assert.Equal(text, landed.Expiration);
    }

    [Theory]
    [InlineData(4_294_967_296)]
    [InlineData(long.MaxValue / 20_000)]
    public async Task An_expiration_that_no_broker_takes_is_refused(long milliseconds)
    {
        var error = await RefusalOf(new PublishOptions { MessageId = "m-1", Expiration = TimeSpan.FromMilliseconds(milliseconds) });
        Assert.EndsWith("is out of range: brokers take 0 to 4,294,967,295 ms.", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "holds a control character")]
    [InlineData(true, "holds half of a surrogate pair, which UTF-8 cannot carry")]
    public async Task A_content_type_that_cannot_travel_is_refused(bool isHalf, string reason)
    {
        var contentType = isHalf ? "text/\uDC00" : "text/plain\r\n";
        await using var publisher = _shop.Publisher(static goqueue => goqueue.UseFormat(MessageFormat.Raw));

        var error = await Assert.ThrowsAsync<EventValidationException>(async () => await publisher.PublishAsync(
            GoQueueMessage.Create().Topic("shop.orders").Action("a").Data("1"u8).ContentType(contentType).Build()));

        Assert.Equal($"The ContentType field {reason}.", Assert.Single(error.Failures).Message);
    }

    [Theory]
    [InlineData("PublisherId")]
    [InlineData("DefaultExchange")]
    public void An_option_that_travels_as_text_is_checked_when_the_publisher_is_built(string option)
    {
        foreach (var (text, reason) in new[] { (Lone, "holds half of a surrogate pair, which UTF-8 cannot carry: remove it."), ("a\nb", "holds a control character: remove it.") })
        {
            var error = Assert.Throws<GoQueueConfigurationException>(() => _shop.Publisher(goqueue => goqueue.Configure(options =>
            {
                options.PublisherId = option == "PublisherId" ? text : null;
                options.DefaultExchange = option == "DefaultExchange" ? text : null;
            })));

            Assert.Equal($"GoQueueOptions.{option} {reason}", error.Message);
        }
    }

    private Task<string> RefusalOfHeader(string name, object? value) =>
        RefusalOf(new PublishOptions { MessageId = "m-1", Headers = new Dictionary<string, object?> { [name] = value } });

    private async Task<string> RefusalOf(PublishOptions options, Action<GoQueuePublisherBuilder>? configure = null)
    {
        await using var publisher = _shop.Publisher(configure);
        var error = await Assert.ThrowsAsync<MessageRefusedException>(async () => await publisher.PublishAsync(Shop.Order, options));
        Assert.Equal(PublishOutcome.NotSent, error.Outcome);
        return error.Message;
    }
}
