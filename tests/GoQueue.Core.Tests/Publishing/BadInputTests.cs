using GoQueue.InMemory;
using GoQueue.Messages;
using Xunit;

namespace GoQueue.Core.Tests.Publishing;

[Covers(typeof(MessageLimits))]
public sealed class BadInputTests
{
    private static readonly UserCreated s_ann = new(Guid.Empty, "ann@example.com", null);
    private readonly InMemoryBroker _broker = new InMemoryBroker().DeclareExchange("users");

    public BadInputTests()
    {
        _broker.DeclareQueue("all");
        _broker.Bind("all", "users", "user.created");
    }

    [Fact]
    public void No_transport_is_an_error_at_start_that_names_the_choices()
    {
        var error = Assert.Throws<GoQueueConfigurationException>(() => GoQueuePublisher.Create(static _ => { }));

        Assert.Equal("No transport is chosen: call UseRabbitMQ(\"amqp://…\") on the builder, or UseInMemory() for tests and first steps.", error.Message);
    }

    [Fact]
    public async Task A_null_event_is_an_ArgumentNullException()
    {
        await using var publisher = Publisher();

        var error = await Assert.ThrowsAsync<ArgumentNullException>(async () => await publisher.PublishUserCreatedAsync(null!));

        Assert.Equal("message", error.ParamName);
    }

    [Fact]
    public async Task A_cancelled_token_sends_nothing_and_says_so()
    {
        await using var publisher = Publisher();
        var token = new CancellationToken(canceled: true);

        var error = await Assert.ThrowsAsync<PublishCanceledException>(
            async () => await publisher.PublishUserCreatedAsync(s_ann, new PublishOptions { MessageId = "m-1" }, token));

        Assert.Equal("The publish of UserCreated, message m-1 (users/user.created 1.0), was cancelled before it was sent.", error.Message);
        Assert.Equal(PublishOutcome.NotSent, error.Outcome);
        Assert.Equal(("m-1", "users", "user.created", "1.0"), (error.MessageId, error.Topic, error.Action, error.Version));
        Assert.Equal(token, error.CancellationToken);
        Assert.Equal(0, _broker.Queue("all").Count);
    }

    [Fact]
    public async Task A_publish_after_close_is_refused()
    {
        var publisher = Publisher();
        await publisher.CloseAsync(TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<PublisherStoppedException>(
            async () => await publisher.PublishUserCreatedAsync(s_ann, new PublishOptions { MessageId = "m-1" }));

        Assert.Equal(
            "UserCreated, message m-1 (users/user.created 1.0), was not sent: the publisher is closed; publish before it is closed, or make another.", error.Message);
        Assert.Equal(PublishOutcome.NotSent, error.Outcome);
        await publisher.DisposeAsync();
        await publisher.DisposeAsync();
    }

    [Fact]
    public async Task A_missing_exchange_is_named()
    {
        await using var publisher = GoQueuePublisher.Create(static goqueue => goqueue.UseInMemory());

        var error = await Assert.ThrowsAsync<ExchangeNotFoundException>(
            async () => await publisher.PublishUserCreatedAsync(s_ann, new PublishOptions { MessageId = "m-1" }));

        Assert.StartsWith("The exchange 'users' of message m-1 (users/user.created 1.0) does not exist in the in-memory broker: declare it", error.Message, StringComparison.Ordinal);
        Assert.Equal(PublishOutcome.NotSent, error.Outcome);
        Assert.Equal(1, error.Attempts);
    }

    [Fact]
    public async Task An_unroutable_message_is_named_unless_it_is_not_mandatory()
    {
        var broker = new InMemoryBroker().DeclareExchange("users");
        await using var publisher = GoQueuePublisher.Create(goqueue => goqueue.UseInMemory(broker));

        var error = await Assert.ThrowsAsync<UnroutableMessageException>(
            async () => await publisher.PublishUserCreatedAsync(s_ann, new PublishOptions { MessageId = "m-1" }));
        var receipt = await publisher.PublishUserCreatedAsync(s_ann, new PublishOptions { Mandatory = false });

        Assert.Equal(
            "The exchange 'users' has no queue for the routing key 'user.created' of message m-1 (users/user.created 1.0) (312 NO_ROUTE): bind a queue, or publish with Mandatory = false.",
            error.Message);
        Assert.Equal((PublishOutcome.Unroutable, "users", "user.created", 312), (error.Outcome, error.Exchange, error.RoutingKey, error.ReplyCode));
        Assert.Equal(1, receipt.Attempts);
    }

    [Fact]
    public async Task The_publisher_can_be_told_that_messages_need_no_queue()
    {
        var broker = new InMemoryBroker().DeclareExchange("users");
        await using var publisher = GoQueuePublisher.Create(goqueue => goqueue.UseInMemory(broker).Configure(static options => options.Mandatory = false));

        await publisher.PublishUserCreatedAsync(s_ann);
        await Assert.ThrowsAsync<UnroutableMessageException>(
            async () => await publisher.PublishUserCreatedAsync(s_ann, new PublishOptions { Mandatory = true }));
    }

    [Fact]
    public async Task An_event_without_a_topic_needs_a_default_exchange()
    {
        await using var publisher = Publisher();

        var error = await Assert.ThrowsAnyAsync<Exception>(async () => await publisher.PublishNoteTakenAsync(new NoteTaken("hello")));

        Assert.Equal("NoteTaken declares no topic and the publisher has no default exchange: give the event a Topic, or set GoQueueOptions.DefaultExchange.", error.Message);
    }

    [Theory]
    [InlineData("goqueue-mine")]
    [InlineData("GoQueue-mine")]
    [InlineData("cloudEvents_id")]
    [InlineData("encrypted")]
    [InlineData("algorithm")]
    [InlineData("key_id")]
    [InlineData("encoding")]
    [InlineData("original_size")]
    public async Task A_reserved_header_is_refused(string name)
    {
        await using var publisher = Publisher();
        var options = new PublishOptions { MessageId = "m-1", Headers = new Dictionary<string, object?> { [name] = "x" } };

        var error = await Assert.ThrowsAsync<MessageRefusedException>(async () => await publisher.PublishUserCreatedAsync(s_ann, options));

        Assert.Equal($"The header '{name}' of message m-1 (users/user.created 1.0) is reserved for the wire format: choose another name.", error.Message);
        Assert.Equal(0, _broker.Queue("all").Count);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused()
    {
        await using var publisher = Publisher(goqueue => goqueue.Configure(static options => options.MaxMessageBytes = 1_000));

        await publisher.PublishUserCreatedAsync(s_ann);
        var error = await Assert.ThrowsAsync<MessageRefusedException>(
            async () => await publisher.PublishUserCreatedAsync(s_ann with { Email = new string('x', 1_000) }, new PublishOptions { MessageId = "m-1" }));

        Assert.StartsWith("Message m-1 (users/user.created 1.0) was not sent. The body has 1,", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("MaxMessageBytes is 1,000: send less, or raise the option and the broker's max_message_size.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("message id")]
    [InlineData("correlation id")]
    [InlineData("reply-to")]
    public async Task An_identifier_of_more_than_255_bytes_is_refused(string what)
    {
        await using var publisher = Publisher();
        var longText = new string('é', 128);
        var options = what switch
        {
            "message id" => new PublishOptions { MessageId = longText },
            "correlation id" => new PublishOptions { CorrelationId = longText },
            _ => new PublishOptions { ReplyTo = longText },
        };

        var error = await Assert.ThrowsAsync<MessageRefusedException>(async () => await publisher.PublishUserCreatedAsync(s_ann, options));

        Assert.EndsWith($"was not sent. The {what} has 256 bytes of UTF-8 and AMQP allows 255: shorten it.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Identifiers_of_255_bytes_pass()
    {
        await using var publisher = Publisher();
        var text = new string('é', 127) + "x";

        await publisher.PublishUserCreatedAsync(s_ann, new PublishOptions { MessageId = text, CorrelationId = text, ReplyTo = text });

        Assert.Equal(1, _broker.Queue("all").Count);
    }

    [Fact]
    public async Task An_expiration_out_of_range_is_refused()
    {
        await using var publisher = Publisher();

        var error = await Assert.ThrowsAsync<MessageRefusedException>(
            async () => await publisher.PublishUserCreatedAsync(s_ann, new PublishOptions { MessageId = "m-1", Expiration = TimeSpan.FromMilliseconds(-1) }));

        Assert.Equal("The expiration -00:00:00.0010000 of message m-1 (users/user.created 1.0) is out of range: brokers take 0 to 4,294,967,295 ms.", error.Message);
    }

    [Theory]
    [InlineData("PublishTimeout")]
    [InlineData("DrainTimeout")]
    [InlineData("StartTimeout")]
    [InlineData("MaxMessageBytes")]
    [InlineData("PublisherId")]
    [InlineData("DefaultExchange")]
    [InlineData("DefaultHeaders")]
    public void A_wrong_option_is_named_when_the_publisher_is_built(string option)
    {
        var error = Assert.Throws<GoQueueConfigurationException>(() => GoQueuePublisher.Create(goqueue => goqueue.UseInMemory().Configure(options =>
        {
            switch (option)
            {
                case "PublishTimeout": options.PublishTimeout = TimeSpan.Zero; break;
                case "StartTimeout": options.StartTimeout = TimeSpan.Zero; break;
                case "DrainTimeout": options.DrainTimeout = TimeSpan.FromSeconds(-1); break;
                case "MaxMessageBytes": options.MaxMessageBytes = 0; break;
                case "PublisherId": options.PublisherId = ""; break;
                case "DefaultExchange": options.DefaultExchange = new string('x', 256); break;
                default: options.DefaultHeaders["goqueue-topic"] = "x"; break;
            }
        })));

        Assert.StartsWith($"GoQueueOptions.{option} ", error.Message, StringComparison.Ordinal);
    }

    private GoQueuePublisher Publisher(Action<GoQueuePublisherBuilder>? configure = null) => GoQueuePublisher.Create(goqueue =>
    {
        goqueue.UseInMemory(_broker);
        configure?.Invoke(goqueue);
    });
}
