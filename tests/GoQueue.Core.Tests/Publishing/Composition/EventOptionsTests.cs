using GoQueue.Core.Tests.Harness;
using GoQueue.Formats;
using GoQueue.Publishing.Composition;
using Xunit;

namespace GoQueue.Core.Tests.Publishing.Composition;

/// <summary>Call wins over event, event over publisher.</summary>
[Covers<EventPlan>]
public sealed class EventOptionsTests
{
    private readonly Shop _shop = new();

    [Fact]
    public async Task The_format_is_the_events_then_the_publishers()
    {
        void Configure(GoQueuePublisherBuilder goqueue) =>
            goqueue.UseFormat(MessageFormat.CloudEventsBinary).ForEvent<OrderPlaced>(e => e.Format = MessageFormat.Raw);

        Assert.Equal("raw", (await _shop.LandAsync(Shop.Order, Configure)).Headers["goqueue-format"]);
        Assert.Equal("1.0", (await _shop.LandAsync(new OrderCancelled(1), Configure)).Headers["cloudEvents_specversion"]);
    }

    [Fact]
    public async Task Validation_can_be_switched_for_one_event()
    {
        var bad = new OrderPlaced(-1, "Ann", null);

        await Assert.ThrowsAsync<EventValidationException>(() => _shop.LandAsync(bad));
        await _shop.LandAsync(bad, goqueue => goqueue.ForEvent<OrderPlaced>(e => e.Validation = false));
        await Assert.ThrowsAsync<EventValidationException>(
            () => _shop.LandAsync(bad, goqueue => goqueue.Configure(o => o.Validate = false).ForEvent<OrderPlaced>(e => e.Validation = true)));
    }

    [Fact]
    public async Task The_priority_is_the_calls_then_the_events()
    {
        void Configure(GoQueuePublisherBuilder goqueue) => goqueue.ForEvent<OrderPlaced>(e => e.Priority = EventPriority.High);

        Assert.Equal(8, (await _shop.LandAsync(Shop.Order, Configure)).Priority);
        Assert.Equal(4, (await _shop.LandAsync(Shop.Order, Configure, new PublishOptions { Priority = EventPriority.Normal })).Priority);
    }

    [Fact]
    public async Task Mandatory_is_the_calls_then_the_events_then_the_publishers()
    {
        _shop.Broker.DeclareExchange("elsewhere");
        await using var publisher = _shop.Publisher(goqueue => goqueue
            .Use((context, next) =>
            {
                // Where no queue is bound, so that only the flag decides.
                context.Exchange = "elsewhere";
                return next(context);
            })
            .ForEvent<OrderPlaced>(e => e.Mandatory = false));

        await publisher.PublishAsync(Shop.Order);
        await Assert.ThrowsAsync<UnroutableMessageException>(async () => await publisher.PublishAsync(Shop.Order, new PublishOptions { Mandatory = true }));
        await Assert.ThrowsAsync<UnroutableMessageException>(async () => await publisher.PublishAsync(new OrderCancelled(1)));
    }

    [Fact]
    public async Task The_timeout_is_the_calls_then_the_events()
    {
        var seen = new List<TimeSpan?>();
        await using var publisher = _shop.Publisher(goqueue => goqueue
            .Use((context, next) =>
            {
                seen.Add(context.Timeout);
                return next(context);
            })
            .ForEvent<OrderPlaced>(e => e.Timeout = TimeSpan.FromSeconds(5)));

        await publisher.PublishAsync(Shop.Order);
        await publisher.PublishAsync(Shop.Order, new PublishOptions { Timeout = TimeSpan.FromSeconds(1) });
        await publisher.PublishAsync(new OrderCancelled(1));

        Assert.Equal([TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1), null], seen);
    }

    [Fact]
    public void A_timeout_of_nothing_is_refused()
    {
        var error = Assert.Throws<GoQueueConfigurationException>(() => _shop.Publisher(goqueue => goqueue.ForEvent<OrderPlaced>(e => e.Timeout = TimeSpan.Zero)));

        Assert.Equal("ForEvent<OrderPlaced>: Timeout is 00:00:00: it must be 00:00:00.0010000 to 12:00:00, or Timeout.InfiniteTimeSpan for the longest.", error.Message);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("http://[", "not a URI reference")]
    public void A_source_that_is_no_uri_reference_is_refused(string source, string reason)
    {
        var error = Assert.Throws<GoQueueConfigurationException>(
            () => _shop.Publisher(goqueue => goqueue.UseFormat(MessageFormat.CloudEventsBinary, cloudEvents => cloudEvents.Source = source)));

        Assert.Equal(
            $"GoQueueOptions.CloudEvents:Source is {reason}: write one such as 'https://shop.example/users' or 'user-service', with %20 for a blank.",
            error.Message);
    }

    [Fact]
    public void A_schema_place_that_is_not_absolute_is_refused()
    {
        var error = Assert.Throws<GoQueueConfigurationException>(() => _shop.Publisher(
            goqueue => goqueue.UseFormat(MessageFormat.CloudEventsBinary, cloudEvents => cloudEvents.DataSchemaBase = new Uri("schemas", UriKind.Relative))));

        Assert.Equal("GoQueueOptions.CloudEvents:DataSchemaBase is a relative URI: CloudEvents takes an absolute one, such as 'https://schemas.example.com/events'.", error.Message);
    }

    [Fact]
    public void A_format_that_is_none_is_refused()
    {
        var error = Assert.Throws<GoQueueConfigurationException>(() => _shop.Publisher(goqueue => goqueue.UseFormat((MessageFormat)9)));

        Assert.Equal("GoQueueOptions.Format is 9, which is no format: choose a member of MessageFormat.", error.Message);
    }
}
