using System.Text;
using GoQueue.InMemory;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace GoQueue.Core.Tests.Publishing;

public sealed class FirstPublishTests
{
    private static readonly UserCreated s_ann = new(Guid.Parse("6f9619ff-8b86-d011-b42d-00cf4fc964ff"), "ann@example.com", null);
    private static readonly DateTimeOffset s_time = new DateTimeOffset(2026, 11, 23, 8, 17, 42, TimeSpan.Zero).AddTicks(7045645);

    private readonly InMemoryBroker _broker = new InMemoryBroker().DeclareExchange("users").DeclareExchange("meters");
    private readonly InMemoryQueue _queue;

    public FirstPublishTests()
    {
        _queue = _broker.DeclareQueue("all");
        _broker.Bind("all", "users", "#").Bind("all", "meters", "meter.*");
    }

    [Fact]
    public async Task An_event_lands_with_the_bytes_and_headers_of_the_envelope()
    {
        await using var publisher = Publisher();

        await publisher.PublishUserCreatedAsync(s_ann, new PublishOptions { MessageId = "msg-123", Timestamp = s_time });

        var message = Assert.Single(_queue.Messages);
        Assert.Equal("users", message.Exchange);
        Assert.Equal("user.created", message.RoutingKey);
        Assert.Equal(
            """{"id":"msg-123","action":"user.created","topic":"users","data":{"userId":"6f9619ff-8b86-d011-b42d-00cf4fc964ff","email":"ann@example.com","nick":null},"timestamp":"2026-11-23T08:17:42.7045645Z"}""",
            Encoding.UTF8.GetString(message.Body.Span));
        Assert.Equal("application/json", message.ContentType);
        Assert.Equal("msg-123", message.MessageId);
        Assert.Equal("user-service", message.AppId);
        Assert.Equal("user.created", message.Type);
        Assert.True(message.Persistent);
        Assert.Equal(s_time.ToUnixTimeSeconds(), message.Timestamp!.Value.ToUnixTimeSeconds());
        Assert.Equal(
            new Dictionary<string, object?>
            {
                ["goqueue-app-id"] = "user-service",
                ["goqueue-message-id"] = "msg-123",
                ["goqueue-published-timestamp"] = "2026-11-23T08:17:42Z",
                ["goqueue-retry-count"] = 0,
                ["goqueue-content-type"] = "application/json",
                ["goqueue-queue-service-agent"] = "goqueue/rabbitmq",
                ["goqueue-schema-version"] = "1.0",
                ["goqueue-topic"] = "users",
                ["goqueue-action"] = "user.created",
            },
            message.Headers);
    }

    [Fact]
    public async Task The_receipt_names_the_message_that_landed()
    {
        await using var publisher = Publisher();

        var receipt = await publisher.PublishMeterReadAsync(new MeterRead(7, 1.5));

        var message = Assert.Single(_queue.Messages);
        Assert.Equal(message.MessageId, receipt.MessageId);
        Assert.Equal(1, receipt.Attempts);
        Assert.False(receipt.MayBeDuplicated);
        Assert.False(receipt.Deduplicated);
    }

    [Fact]
    public async Task Ids_are_version_7_and_sort_by_time()
    {
        var time = new FakeTimeProvider(s_time);
        await using var publisher = Publisher(goqueue => goqueue.UseTimeProvider(time));

        var ids = new List<string>();
        for (var i = 0; i < 300; i++)
        {
            ids.Add((await publisher.PublishUserCreatedAsync(s_ann)).MessageId);
            time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Equal(7, Guid.Parse(id).Version));
    }

    [Fact]
    public async Task The_timestamp_header_follows_the_clock_from_second_to_second()
    {
        var time = new FakeTimeProvider(s_time);
        await using var publisher = Publisher(goqueue => goqueue.UseTimeProvider(time));

        await publisher.PublishUserCreatedAsync(s_ann);
        time.Advance(TimeSpan.FromSeconds(1));
        await publisher.PublishUserCreatedAsync(s_ann);
        await publisher.PublishUserCreatedAsync(s_ann, new PublishOptions { Timestamp = s_time.ToOffset(TimeSpan.FromHours(2)) });

        Assert.Equal(
            ["2026-11-23T08:17:42Z", "2026-11-23T08:17:43Z", "2026-11-23T08:17:42Z"],
            _queue.Messages.Select(message => message.Headers["goqueue-published-timestamp"]));
    }

    [Fact]
    public async Task Options_of_a_call_reach_the_message()
    {
        await using var publisher = Publisher(goqueue => goqueue.Configure(options => options.DefaultHeaders["source"] = "default"));

        await publisher.PublishUserCreatedAsync(s_ann, new PublishOptions
        {
            CorrelationId = "req-456",
            CausationId = "cmd-1",
            ReplyTo = "answers",
            Expiration = TimeSpan.FromSeconds(90),
            Priority = EventPriority.High,
            Headers = new Dictionary<string, object?> { ["source"] = "call", ["n"] = 5 },
        });

        var message = Assert.Single(_queue.Messages);
        Assert.Equal("req-456", message.CorrelationId);
        Assert.Equal("req-456", message.Headers["correlation_id"]);
        Assert.Equal("cmd-1", message.Headers["causation_id"]);
        Assert.Equal("answers", message.ReplyTo);
        Assert.Equal("answers", message.Headers["reply_to"]);
        Assert.Equal("90000", message.Expiration);
        Assert.Equal(8, message.Priority);
        Assert.Equal("call", message.Headers["source"]);
        Assert.Equal(5, message.Headers["n"]);
    }

    [Fact]
    public async Task Default_headers_are_on_every_message_and_transient_messages_are_possible()
    {
        await using var publisher = Publisher(goqueue => goqueue.Configure(options =>
        {
            options.DefaultHeaders["service"] = "my-service";
            options.Persistent = false;
        }));

        await publisher.PublishUserCreatedAsync(s_ann);

        var message = Assert.Single(_queue.Messages);
        Assert.Equal("my-service", message.Headers["service"]);
        Assert.False(message.Persistent);
    }

    [Fact]
    public async Task An_event_without_a_topic_goes_to_the_default_exchange_of_the_publisher()
    {
        await using var publisher = Publisher(goqueue => goqueue.Configure(options => options.DefaultExchange = "users"));

        await publisher.PublishNoteTakenAsync(new NoteTaken("hello"));

        var message = Assert.Single(_queue.Messages);
        Assert.Equal("users", message.Exchange);
        Assert.Equal("users", message.Headers["goqueue-topic"]);
    }

    [Fact]
    public async Task Many_threads_publish_at_once_and_nothing_is_mixed_up()
    {
        await using var publisher = Publisher();

        await Parallel.ForAsync(0, 2_000, async (i, token) =>
        {
            var receipt = await publisher.PublishMeterReadAsync(
                new MeterRead(i, i), new PublishOptions { MessageId = $"m-{i}", Headers = new Dictionary<string, object?> { ["n"] = i } }, token);
            Assert.Equal($"m-{i}", receipt.MessageId);
        });

        Assert.Equal(2_000, _queue.Count);
        Assert.All(_queue.Messages, message =>
        {
            var i = (int)message.Headers["n"]!;
            Assert.Equal($"m-{i}", message.MessageId);
            Assert.Contains($"\"data\":{{\"meter\":{i},\"value\":{i}}}", Encoding.UTF8.GetString(message.Body.Span), StringComparison.Ordinal);
        });
    }

    private GoQueuePublisher Publisher(Action<GoQueuePublisherBuilder>? configure = null) => GoQueuePublisher.Create(goqueue =>
    {
        goqueue.UseInMemory(_broker).Configure(options => options.PublisherId = "user-service");
        configure?.Invoke(goqueue);
    });
}
