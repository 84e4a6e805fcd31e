using GoQueue.Core.Tests.Harness;
using GoQueue.Core.Tests.Publishing.Batching;
using GoQueue.Delivery.Retry;
using GoQueue.Pipeline;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace GoQueue.Core.Tests.Delivery.Retry;

[Covers<RetryPolicy>]
public sealed class RetryPolicyTests
{
    [Fact]
    public async Task The_longest_wait_grows_by_the_multiplier_up_to_its_cap()
    {
        await using var policy = new RetryPolicy(new RetryOptions(), TimeProvider.System, NullLogger.Instance);

        Assert.Equal([100, 200, 400, 800, 1_600, 3_200, 6_400, 10_000, 10_000], Enumerable.Range(1, 9).Select(i => policy.LongestDelay(i).TotalMilliseconds));
        Assert.Equal(TimeSpan.FromSeconds(10), policy.LongestDelay(int.MaxValue));
    }

    [Fact]
    public async Task A_question_that_throws_ends_the_publish_with_the_rejection_and_nothing_else()
    {
        using var loggers = new Diagnostics.RecordingLoggers();
        var transport = new ManualTransport();
        await using var publisher = transport.Publisher(goqueue => goqueue.UseLogging(loggers).UseRetry(o => o.ShouldRetry = _ => throw new TimeoutException("hunter2")));
        var publish = publisher.PublishAsync(Shop.Order, Shop.Fixed).AsTask();

        transport.Reject();

        await Assert.ThrowsAsync<MessageRejectedException>(() => publish);
        await Eventually.TrueAsync(() => loggers.Of("GoQueue.Retry").Any(), "the line");
        Assert.Equal(
            ["Error 2101 GoQueue.Retry: RetryOptions.ShouldRetry has failed with TimeoutException: message msg-123 is not sent again."], loggers.Of("GoQueue.Retry"));
    }

    [Theory]
    [InlineData(0, 100, 10_000, 2, "MaxAttempts")]
    [InlineData(3, -1, 10_000, 2, "InitialDelay")]
    [InlineData(3, 100, 99, 2, "MaxDelay")]
    [InlineData(3, 100, 10_000, 0.5, "Multiplier")]
    [InlineData(3, 100, 10_000, double.NaN, "Multiplier")]
    public void Wrong_options_are_named_when_the_publisher_is_built(int attempts, int initial, int longest, double multiplier, string name)
    {
        var exception = Assert.Throws<GoQueueConfigurationException>(() => GoQueuePublisher.Create(goqueue => goqueue.UseInMemory().UseRetry(options =>
        {
            options.MaxAttempts = attempts;
            options.InitialDelay = TimeSpan.FromMilliseconds(initial);
            options.MaxDelay = TimeSpan.FromMilliseconds(longest);
            options.Multiplier = multiplier;
        })));
        Assert.Contains($"RetryOptions.{name}", exception.Message, StringComparison.Ordinal);
    }
}
