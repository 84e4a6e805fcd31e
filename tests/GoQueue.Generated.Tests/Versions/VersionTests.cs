using System.Text;
using System.Text.Json;
using GoQueue.Formats;
using GoQueue.InMemory;
using Xunit;

namespace GoQueue.Generated.Tests.Versions;

/// <summary>Two versions of one event live side by side until the last consumer of the old one is gone.</summary>
public sealed class VersionTests
{
    private static readonly Guid s_id = new("0198a7f2-5b1e-7c44-9a3d-2f6c8e1b7d05");

    private readonly InMemoryBroker _broker = new();
    private readonly InMemoryQueue _queue;

    public VersionTests()
    {
        _broker.DeclareExchange("users");
        _queue = _broker.DeclareQueue("all");
        _broker.Bind("all", "users", "user.created");
    }

    [Fact]
    public async Task Each_version_has_a_method_of_its_own_and_they_land_on_one_route_with_their_own_version()
    {
        await using var publisher = Create(static _ => { });
        await publisher.PublishUserCreatedAsync(new UserCreated(s_id, "Ann Lee"), cancellationToken: TestContext.Current.CancellationToken);
        await publisher.PublishUserCreatedV2Async(new UserCreatedV2(s_id, "Ann", "Lee"), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["1.0", "2.0"], _queue.Messages.Select(static message => message.Headers["goqueue-schema-version"]));
        Assert.All(_queue.Messages, static message => Assert.Equal("user.created", message.RoutingKey));
        Assert.Equal(
            [$$"""{"userId":"{{s_id}}","name":"Ann Lee"}""", $$"""{"userId":"{{s_id}}","givenName":"Ann","familyName":"Lee"}"""],
            _queue.Messages.Select(static message => JsonDocument.Parse(message.Body).RootElement.GetProperty("data").GetRawText()));
    }

    [Fact]
    public async Task Batches_hold_both()
    {
        await using var publisher = Create(static _ => { });
        var both = await publisher.PublishBatchAsync(
            new PublishBatch().Add(new UserCreated(s_id, "Ann Lee")).Add(new UserCreatedV2(s_id, "Ann", "Lee")), cancellationToken: TestContext.Current.CancellationToken);
        var second = await publisher.PublishUserCreatedV2BatchAsync([new UserCreatedV2(s_id, "Bob", "Ray")], cancellationToken: TestContext.Current.CancellationToken);

        both.ThrowIfAnyFailed();
        second.ThrowIfAnyFailed();
        Assert.Equal(["1.0", "2.0", "2.0"], _queue.Messages.Select(static message => message.Headers["goqueue-schema-version"]));
    }

    [Fact]
    public void Both_stand_in_the_catalogs()
    {
        Assert.Equal([("UserCreated", "1.0"), ("UserCreatedV2", "2.0")], OfUserCreated(VersionedEvents.All));
        Assert.Equal([("UserCreated", "1.0"), ("UserCreatedV2", "2.0")], OfUserCreated(GoQueueEvents.All));
        Assert.NotNull(VersionedEvents.JsonContext.GetTypeInfo(typeof(UserCreated)));
        Assert.NotNull(VersionedEvents.JsonContext.GetTypeInfo(typeof(UserCreatedV2)));

        static IEnumerable<(string, string)> OfUserCreated(IEnumerable<EventDescriptor> events) =>
            events.Where(static one => one is { Topic: "users", Action: "user.created" }).Select(static one => (one.EventType.Name, one.Version)).Order();
    }

    [Fact]
    public async Task Each_version_has_its_own_rules()
    {
        await using var publisher = Create(static _ => { });
        await publisher.PublishUserCreatedAsync(new UserCreated(s_id, ""), cancellationToken: TestContext.Current.CancellationToken);
        var exception = await Assert.ThrowsAsync<EventValidationException>(async () =>
            await publisher.PublishUserCreatedV2Async(new UserCreatedV2(s_id, Nothing(), "Lee"), cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal("2.0", exception.Version);
        Assert.Equal("GivenName", Assert.Single(exception.Failures).Path);

        // Not a constant: the compiler would refuse it.
        static string Nothing() => new StringBuilder().ToString();
    }

    [Fact]
    public async Task Settings_of_one_version_leave_the_other_alone()
    {
        await using var publisher = GoQueuePublisher.Create(goqueue => goqueue.UseInMemory(_broker).ForEvent<UserCreatedV2>(static one => one.Format = MessageFormat.Raw));
        await publisher.PublishUserCreatedAsync(new UserCreated(s_id, "Ann Lee"), cancellationToken: TestContext.Current.CancellationToken);
        await publisher.PublishUserCreatedV2Async(new UserCreatedV2(s_id, "Ann", "Lee"), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal([true, false], _queue.Messages.Select(static message => JsonDocument.Parse(message.Body).RootElement.TryGetProperty("data", out _)));
    }

    [Fact]
    public async Task CloudEvents_tell_them_apart_by_their_type()
    {
        await using var publisher = Create(static goqueue => goqueue.UseFormat(MessageFormat.CloudEventsStructured));
        await publisher.PublishUserCreatedAsync(new UserCreated(s_id, "Ann Lee"), cancellationToken: TestContext.Current.CancellationToken);
        await publisher.PublishUserCreatedV2Async(new UserCreatedV2(s_id, "Ann", "Lee"), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(
            ["users.user.created.v1", "users.user.created.v2"],
            _queue.Messages.Select(static message => JsonDocument.Parse(message.Body).RootElement.GetProperty("type").GetString()));
    }

    private GoQueuePublisher Create(Action<GoQueuePublisherBuilder> configure) => GoQueuePublisher.Create(goqueue =>
    {
        goqueue.UseInMemory(_broker);
        configure(goqueue);
    });
}
