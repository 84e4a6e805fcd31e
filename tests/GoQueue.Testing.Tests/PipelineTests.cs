using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace GoQueue.Testing.Tests;

/// <summary>Only the transport is replaced.</summary>
public sealed class PipelineTests
{
    [Fact]
    public async Task Middleware_runs_around_the_publish()
    {
        var seen = new List<string>();
        await using var harness = GoQueueTestHarness.Create(goqueue => goqueue.Use(async (context, next) =>
        {
            context.Headers["tenant"] = "blue";
            await next(context);
            seen.Add(context.Receipt!.Value.MessageId);
        }));

        var receipt = await harness.Publisher.PublishUserCreatedAsync(new(Guid.Empty, "Ann"));

        Assert.Equal([receipt.MessageId], seen);
        Assert.Equal("blue", harness.Single<UserCreated>().Headers["tenant"]);
    }

    [Fact]
    public async Task A_middleware_that_ends_the_publish_leaves_nothing()
    {
        await using var harness = GoQueueTestHarness.Create(goqueue => goqueue.Use((context, _) =>
        {
            context.Skip();
            return ValueTask.CompletedTask;
        }));

        await harness.Publisher.PublishUserCreatedAsync(new(Guid.Empty, "Ann"));

        harness.None();
    }

    [Fact]
    public async Task A_middleware_that_sends_twice_leaves_two_messages()
    {
        await using var harness = GoQueueTestHarness.Create(goqueue => goqueue.Use(async (context, next) =>
        {
            await next(context);
            await next(context);
        }));

        await harness.Publisher.PublishUserCreatedAsync(new(Guid.Empty, "Ann"));

        Assert.Equal(2, harness.Published<UserCreated>().Count);
    }

    [Fact]
    public async Task Rules_are_checked()
    {
        await using var harness = GoQueueTestHarness.Create();

        var failure = await Assert.ThrowsAsync<EventValidationException>(async () => await harness.Publisher.PublishUserInvitedAsync(new(Email: Variable("nobody"))));

        Assert.Equal("Email", Assert.Single(failure.Failures).Path);
        harness.None();
    }

    [Fact]
    public async Task A_rejected_message_is_sent_again_by_the_publishers_clock()
    {
        var clock = new FakeTimeProvider();
        await using var harness = GoQueueTestHarness.Create(goqueue => goqueue.UseTimeProvider(clock).UseRetry(retry => retry.MaxAttempts = 3));
        harness.FailNext(PublishFault.Nack, times: 2);
        var publish = harness.Publisher.PublishUserCreatedAsync(new(Guid.Empty, "Ann")).AsTask();
        Assert.False(publish.IsCompleted);

        // Each delay is at most MaxDelay, whatever the jitter.
        clock.Advance(TimeSpan.FromSeconds(10));
        clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(3, (await publish).Attempts);
        harness.Single<UserCreated>();
    }

    [Fact]
    public async Task Limits_are_checked()
    {
        await using var harness = GoQueueTestHarness.Create(goqueue => goqueue.Configure(options => options.MaxMessageBytes = 100));

        await Assert.ThrowsAsync<MessageRefusedException>(async () => await harness.Publisher.PublishUserCreatedAsync(new(Guid.Empty, new string('x', 100))));

        harness.None<UserCreated>();
    }

    [Fact]
    public async Task A_batch_is_kept_message_by_message()
    {
        await using var harness = GoQueueTestHarness.Create();

        var result = await harness.Publisher.PublishBatchAsync(new PublishBatch().Add(new UserCreated(Guid.Empty, "Ann")).Add(new OrderPlaced(1, 2)));

        Assert.True(result.AllSucceeded);
        Assert.Equal(["UserCreated", "OrderPlaced"], harness.Published().Select(message => message.Descriptor!.Name));
    }

    [Fact]
    public async Task A_transport_that_the_application_chose_is_not_used()
    {
        await using var harness = GoQueueTestHarness.Create(goqueue => goqueue.UseRabbitMQ("amqp://no-such-host.invalid"));

        await harness.Publisher.PublishUserCreatedAsync(new(Guid.Empty, "Ann"));

        harness.Single<UserCreated>();
    }

    // A constant would be refused by the compiler.
    private static string Variable(string value) => value;
}
