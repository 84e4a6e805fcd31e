using Xunit;

namespace GoQueue.Testing.Tests;

/// <summary>A test on the harness fails where the application would fail on RabbitMQ.</summary>
public sealed class RefusedHeaderTests
{
    public static TheoryData<string, object?> Refused => new()
    {
        { "h", double.NaN },
        { "h", new List<object?> { float.NaN } },
        { "h", Guid.Empty },
        { "h", 1UL },
        { "h", decimal.MaxValue },
        { "h", new Dictionary<string, string>() },
        { "CC", "x" },
        { "x-stream-filter-value", 5 },
        { "h", new string('x', 200_000) },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_header_that_RabbitMQ_refuses_is_refused_by_the_harness(string name, object? value)
    {
        await using var harness = GoQueueTestHarness.Create();

        await Assert.ThrowsAsync<MessageRefusedException>(
            () => harness.Publisher.PublishOrderPlacedAsync(new(1, 1), new PublishOptions { Headers = new Dictionary<string, object?> { [name] = value } }).AsTask());

        harness.None();
    }

    [Fact]
    public async Task The_reply_to_that_needs_a_consumer_is_refused_by_the_harness()
    {
        await using var harness = GoQueueTestHarness.Create();

        await Assert.ThrowsAsync<MessageRefusedException>(
            () => harness.Publisher.PublishOrderPlacedAsync(new(1, 1), new PublishOptions { ReplyTo = "amq.rabbitmq.reply-to" }).AsTask());
    }
}
