using System.Net;
using System.Net.Sockets;
using GoQueue.RabbitMQ.Tests.Harness;

namespace GoQueue.RabbitMQ.Tests.Publishing;

/// <summary>What users get wrong: each has its own exception, which names the cause and the message, and never a password.</summary>
[Trait("Speed", "Quick")]
[Trait("Broker", "Compatibility")]
public sealed class BadInputTests
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData(null, "ConnectionStrings:rabbitmq")]
    [InlineData("", "ConnectionStrings:rabbitmq")]
    [InlineData("localhost:5672", "not an AMQP URI")]
    [InlineData("http://us3r:s3cret@localhost", "not an AMQP URI")]
    [InlineData("amqp://us3r:s3cret@host:port/vhost", "not an AMQP URI")]
    [InlineData("amqp://us3r:s3cret@host/a/b", "%2F")]
    [InlineData("us3r:s3cret@host", "not an AMQP URI")]
    [InlineData("amqp//us3r:s3cret@host", "not an AMQP URI")]
    [InlineData("amqp://us3r:s3cret@host:99999", "not an AMQP URI")]
    [InlineData("amqp://us3r:s3cret@", "not an AMQP URI")]
    [InlineData("amqp://us3r:s3cret@[::1", "not an AMQP URI")]
    [InlineData(" amqp://us3r:s3cret@ho st", "not an AMQP URI")]
    public void A_wrong_URI_fails_when_the_publisher_is_built(string? uri, string advice)
    {
        var exception = Assert.Throws<GoQueueConfigurationException>(() => Publishers.Create(uri!));

        Assert.Contains(advice, exception.Message, StringComparison.Ordinal);
        AssertNoSecret(exception);
    }

    [Fact]
    public async Task A_refused_connection_fails_at_the_publish_timeout_and_names_the_cause()
    {
        await using GoQueuePublisher publisher = Publishers.Create($"amqp://us3r:s3cret@127.0.0.1:{UnusedPort()}", options: o => o.PublishTimeout = TimeSpan.FromSeconds(1));

        var exception = await PublishFailure<BrokerUnavailableException>(publisher);

        AssertIdentity(exception);
        Assert.Equal(PublishOutcome.NotSent, exception.Outcome);
        Assert.Contains("connection refused; check host and port, and that the broker runs.", exception.Message, StringComparison.Ordinal);
        Assert.Contains("PublishTimeout (1 s)", exception.Message, StringComparison.Ordinal);
        AssertNoSecret(exception);
    }

    [Fact]
    public async Task A_wrong_password_fails_at_once()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await using GoQueuePublisher publisher = Publishers.Create(With(vhost.Uri, password: "s3cret").ToString());

        var exception = await PublishFailure<BrokerUnavailableException>(publisher);

        AssertIdentity(exception);
        Assert.Contains("refused the login", exception.Message, StringComparison.Ordinal);
        AssertNoSecret(exception);

        // The next one is told without another attempt, and so is who connects.
        await PublishFailure<BrokerUnavailableException>(publisher);
        var connect = await Assert.ThrowsAsync<BrokerUnavailableException>(() => publisher.ConnectAsync().AsTask());
        Assert.Contains("refused the login", connect.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_vhost_fails_at_once()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await using GoQueuePublisher publisher = Publishers.Create(new Uri(vhost.Uri, "nowhere").ToString());

        var exception = await PublishFailure<BrokerUnavailableException>(publisher);

        AssertIdentity(exception);
        Assert.Contains("refused the vhost", exception.Message, StringComparison.Ordinal);
        Assert.Contains("nowhere", exception.Message, StringComparison.Ordinal);
        AssertNoSecret(exception);
    }

    [Fact]
    public async Task A_vhost_that_is_created_later_heals_the_publisher()
    {
        TestBroker broker = await TestBroker.GetAsync();
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await vhost.DisposeAsync();
        await using GoQueuePublisher publisher = Publishers.Create(vhost);
        await PublishFailure<BrokerUnavailableException>(publisher);

        await broker.Control.EvaluateAsync(
            $"ok = rabbit_vhost:add(<<\"{vhost.Name}\">>, <<\"tests\">>), "
            + $"ok = rabbit_auth_backend_internal:set_permissions(<<\"guest\">>, <<\"{vhost.Name}\">>, <<\".*\">>, <<\".*\">>, <<\".*\">>, <<\"tests\">>).");
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareQueueAsync("all", "orders");

        await Eventually.HoldsAsync(
            async () =>
            {
                try
                {
                    await publisher.PublishOrderPlacedAsync(new(1, "ann"));
                    return true;
                }
                catch (BrokerUnavailableException)
                {
                    return false;
                }
            },
            "a publish that goes through");
        await broker.Control.EvaluateAsync($"rabbit_vhost:delete(<<\"{vhost.Name}\">>, <<\"tests\">>).");
    }

    [Fact]
    public async Task A_limit_on_connections_is_told_and_waited_for()
    {
        TestBroker broker = await TestBroker.GetControlledAsync();
        await using TestVhost vhost = await TestVhost.CreateAsync(broker.Control);
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareQueueAsync("all", "orders");
        await broker.Control.RabbitMqCtlAsync("set_vhost_limits", "-p", vhost.Name, "{\"max-connections\": 0}");
        await using GoQueuePublisher publisher = Publishers.Create(vhost);

        var exception = await Assert.ThrowsAsync<BrokerUnavailableException>(
            () => publisher.PublishOrderPlacedAsync(new(1, "ann"), new PublishOptions { MessageId = "m-1", Timeout = TimeSpan.FromSeconds(2) }).AsTask().WaitAsync(SoonEnough));
        Task<PublishReceipt> waiting = publisher.PublishOrderPlacedAsync(new(2, "ann")).AsTask();
        await broker.Control.RabbitMqCtlAsync("set_vhost_limits", "-p", vhost.Name, "{\"max-connections\": -1}");

        AssertIdentity(exception);
        Assert.Equal(PublishOutcome.NotSent, exception.Outcome);
        Assert.Contains("connection limit (0) is reached", exception.Message, StringComparison.Ordinal);
        Assert.Contains("raise the limit of the user or vhost", exception.Message, StringComparison.Ordinal);
        AssertNoSecret(exception);
        await waiting.WaitAsync(SoonEnough);
    }

    [Fact]
    public async Task A_missing_exchange_is_named_and_costs_no_channel()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await using GoQueuePublisher publisher = Publishers.Create(vhost);

        var exception = await PublishFailure<ExchangeNotFoundException>(publisher);

        AssertIdentity(exception);
        Assert.Equal(PublishOutcome.NotSent, exception.Outcome);
        Assert.Contains("'orders'", exception.Message, StringComparison.Ordinal);

        // Declared now, it is found: bad news does not last.
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareQueueAsync("all", "orders");
        await Eventually.HoldsAsync(
            async () =>
            {
                try
                {
                    await publisher.PublishOrderPlacedAsync(new(1, "ann"));
                    return true;
                }
                catch (ExchangeNotFoundException)
                {
                    return false;
                }
            },
            "the exchange to be found");
    }

    [Fact]
    public async Task An_unroutable_message_names_exchange_and_routing_key()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await vhost.DeclareExchangeAsync("orders");
        await using GoQueuePublisher publisher = Publishers.Create(vhost);

        var exception = await PublishFailure<UnroutableMessageException>(publisher);

        AssertIdentity(exception);
        Assert.Equal(PublishOutcome.Unroutable, exception.Outcome);
        Assert.Equal(("orders", "order.placed", 312), (exception.Exchange, exception.RoutingKey, exception.ReplyCode));
        Assert.Contains("'order.placed'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_publish_after_closing_says_that_the_publisher_is_closed()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        GoQueuePublisher publisher = Publishers.Create(vhost);
        await publisher.CloseAsync();

        var exception = await PublishFailure<PublisherStoppedException>(publisher);

        AssertIdentity(exception);
        Assert.Contains("closed", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_token_is_told_before_anything_is_sent()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await using GoQueuePublisher publisher = Publishers.Create(vhost);

        var exception = await Assert.ThrowsAsync<PublishCanceledException>(
            () => publisher.PublishOrderPlacedAsync(new(1, "ann"), new PublishOptions { MessageId = "m-1" }, new CancellationToken(true)).AsTask());

        Assert.Equal(("m-1", "orders", "order.placed", PublishOutcome.NotSent), (exception.MessageId, exception.Topic, exception.Action, exception.Outcome));
    }

    [Fact]
    public async Task A_token_cancelled_while_waiting_for_a_connection_ends_the_wait_with_nothing_sent()
    {
        await using GoQueuePublisher publisher = Publishers.Create($"amqp://us3r:s3cret@127.0.0.1:{UnusedPort()}");
        using var cancellation = new CancellationTokenSource();
        Task publish = publisher.PublishOrderPlacedAsync(new(1, "ann"), cancellationToken: cancellation.Token).AsTask();
        Assert.False(publish.IsCompleted);

        await cancellation.CancelAsync();

        var exception = await Assert.ThrowsAsync<PublishCanceledException>(() => publish.WaitAsync(SoonEnough));
        Assert.Equal(PublishOutcome.NotSent, exception.Outcome);
        Assert.Equal(cancellation.Token, exception.CancellationToken);
    }

    [Fact]
    public async Task A_null_event_is_an_ArgumentNullException()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await using GoQueuePublisher publisher = Publishers.Create(vhost);

        await Assert.ThrowsAsync<ArgumentNullException>(() => publisher.PublishOrderPlacedAsync(null!).AsTask());
    }

    private static async Task<T> PublishFailure<T>(GoQueuePublisher publisher)
        where T : Exception
        => await Assert.ThrowsAsync<T>(() => publisher.PublishOrderPlacedAsync(new(1, "ann"), new PublishOptions { MessageId = "m-1" }).AsTask().WaitAsync(SoonEnough));

    private static void AssertIdentity(PublishException exception)
    {
        Assert.Equal(("m-1", "orders", "order.placed", "1.0"), (exception.MessageId, exception.Topic, exception.Action, exception.Version));
        Assert.Contains("m-1", exception.Message, StringComparison.Ordinal);
        Assert.Contains("orders/order.placed 1.0", exception.Message, StringComparison.Ordinal);
    }

    private static void AssertNoSecret(Exception exception)
    {
        Assert.DoesNotContain("s3cret", exception.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("guest", exception.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("us3r", exception.ToString(), StringComparison.Ordinal);
    }

    private static Uri With(Uri uri, string password) => new UriBuilder(uri) { Password = password }.Uri;

    private static int UnusedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
