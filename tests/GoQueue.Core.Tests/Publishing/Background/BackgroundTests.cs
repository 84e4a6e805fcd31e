using GoQueue.Core.Tests.Publishing.Batching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace GoQueue.Core.Tests.Publishing.Background;

public sealed class BackgroundTests : BackgroundScene
{
    [Fact]
    public async Task The_call_returns_before_theBroker_has_answered_and_the_completion_is_the_receipt()
    {
        var transport = new HeldTransport(Broker);
        await using var publisher = Create(transport);
        var handle = await publisher.Background.EnqueueAsync(new Counted(1), new PublishOptions { MessageId = "m1" });

        Assert.Equal("m1", handle.MessageId);
        Assert.False(handle.Completion.IsCompleted);
        Assert.Equal(1, publisher.Background.Count);
        Assert.True(publisher.Background.Bytes > 0);
        transport.Open();
        var receipt = await handle.Completion;
        Assert.Equal(("m1", 1), (receipt.MessageId, receipt.Attempts));
        Assert.Equal((0, 0L), (publisher.Background.Count, publisher.Background.Bytes));
    }

    [Fact]
    public async Task It_validates_before_it_returns()
    {
        await using var publisher = Create();
        await Assert.ThrowsAsync<EventValidationException>(async () => await publisher.Background.EnqueueAsync(new Counted(-1)));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await publisher.Background.EnqueueAsync<Counted>(null!));
        await Assert.ThrowsAsync<EventValidationException>(async () => await publisher.Background.EnqueueAsync(GoQueueMessage.Create().Build()));
        Assert.Equal(0, publisher.Background.Count);
        Assert.Empty(Failures);
    }

    [Fact]
    public async Task It_serializes_before_it_returns()
    {
        var transport = new HeldTransport(Broker);
        await using var publisher = Create(transport, options => options.MaxConcurrency = 1);
        await publisher.Background.EnqueueAsync(new Counted(0));
        var data = "[1]"u8.ToArray();
        await publisher.Background.EnqueueAsync(GoQueueMessage.Create().Topic("counts").Action("count.made").Data(data).Build());
        Assert.Equal(1, transport.Sent);
        await Assert.ThrowsAsync<MessageRefusedException>(
            async () => await publisher.Background.EnqueueAsync(new Counted(2), new PublishOptions { Headers = new Dictionary<string, object?> { ["goqueue-topic"] = "x" } }));
        transport.Open();
        await publisher.Background.FlushAsync();
        Assert.Equal(2, Queue.Count);
    }

    [Fact]
    public async Task Cancelling_after_acceptance_changes_nothing()
    {
        var transport = new HeldTransport(Broker);
        using var cancellation = new CancellationTokenSource();
        await using var publisher = Create(transport);
        var handle = await publisher.Background.EnqueueAsync(new Counted(1), cancellationToken: cancellation.Token);
        await cancellation.CancelAsync();
        transport.Open();
        Assert.Equal(1, (await handle.Completion).Attempts);
        await Assert.ThrowsAsync<PublishCanceledException>(async () => await publisher.Background.EnqueueAsync(new Counted(2), cancellationToken: cancellation.Token));
    }

    [Fact]
    public async Task Only_so_many_messages_are_under_way_at_once()
    {
        var transport = new HeldTransport(Broker);
        await using var publisher = Create(transport, options => options.MaxConcurrency = 3);
        for (var i = 0; i < 10; i++)
        {
            await publisher.Background.EnqueueAsync(new Counted(i));
        }

        Assert.Equal(3, transport.Sent);
        transport.Release();
        await Eventually.TrueAsync(() => transport.Sent == 4, "one more is sent for one that is confirmed");
        transport.Open();
        await publisher.Background.FlushAsync();

        // Three at once go on when they may, each by itself: all arrive, in whatever order.
        Assert.Equal(Enumerable.Range(0, 10), Queue.Messages.Select(static message => System.Text.Json.Nodes.JsonNode.Parse(message.Body.Span)!["data"]!["number"]!.GetValue<int>()).Order());
    }

    [Fact]
    public async Task A_failure_after_acceptance_goes_to_the_completion_and_the_callback()
    {
        var transport = new HeldTransport(Broker);
        await using var publisher = Create(transport);
        var handle = await publisher.Background.EnqueueAsync(GoQueueMessage.Create().Id("lost").Topic("nowhere").Action("a").Data("1"u8).Build());
        transport.Open();

        await Assert.ThrowsAsync<ExchangeNotFoundException>(() => handle.Completion);
        await Eventually.TrueAsync(() => !Failures.IsEmpty, "the callback hears of it");
        Assert.Equal("lost", Assert.Single(Failures).MessageId);
    }

    [Fact]
    public async Task A_callback_that_throws_harms_nobody()
    {
        await using var publisher = Create(configure: options => options.OnFailure = failure =>
        {
            Failures.Enqueue(failure);
            throw new InvalidOperationException("an observer's own fault");
        });
        await publisher.Background.EnqueueAsync(GoQueueMessage.Create().Topic("nowhere").Action("a").Data("1"u8).Build());
        await Eventually.TrueAsync(() => !Failures.IsEmpty, "the callback hears of it");
        await (await publisher.Background.EnqueueAsync(new Counted(1))).Completion;
    }

    [Fact]
    public async Task Middleware_runs_and_may_end_the_publish()
    {
        await using var publisher = Create(use: goqueue => goqueue.Use(async (context, next) =>
        {
            await Task.Yield();
            if (context.TryGetEvent<Counted>(out var counted) && counted.Number == 0)
            {
                context.Skip();
                return;
            }

            context.Headers["seen"] = true;
            await next(context);
        }));
        var skipped = await publisher.Background.EnqueueAsync(new Counted(0));
        Assert.Equal(0, (await skipped.Completion).Attempts);
        await (await publisher.Background.EnqueueAsync(new Counted(1))).Completion;
        Assert.Equal(true, Assert.Single(Queue.Messages).Headers["seen"]);
        Assert.Equal(0, publisher.Background.Count);
    }

    [Fact]
    public async Task Flushing_waits_for_what_was_accepted_and_nothing_else()
    {
        var transport = new HeldTransport(Broker);
        await using var publisher = Create(transport);
        await publisher.FlushAsync();
        await publisher.Background.EnqueueAsync(new Counted(1));
        var flush = publisher.FlushAsync().AsTask();
        await publisher.Background.EnqueueAsync(new Counted(2));
        Assert.False(flush.IsCompleted);
        transport.Release();
        await flush;
        Assert.Equal(1, Queue.Count);

        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await publisher.FlushAsync(cancelled.Token));
        transport.Open();
    }

    [Fact]
    public async Task Closing_publishes_what_was_accepted_and_takes_nothing_more()
    {
        var transport = new HeldTransport(Broker);
        var publisher = Create(transport, options => (options.MaxMessages, options.MaxConcurrency) = (5, 1));
        var accepted = new List<BackgroundPublish>();
        for (var i = 0; i < 5; i++)
        {
            accepted.Add(await publisher.Background.EnqueueAsync(new Counted(i)));
        }

        var atTheDoor = publisher.Background.EnqueueAsync(new Counted(5)).AsTask();
        var close = publisher.CloseAsync().AsTask();
        await Assert.ThrowsAsync<PublisherStoppedException>(() => atTheDoor);
        await Assert.ThrowsAsync<PublisherStoppedException>(async () => await publisher.Background.EnqueueAsync(new Counted(6)));
        Assert.False(close.IsCompleted);
        transport.Open();
        await close;
        Assert.All(await Task.WhenAll(accepted.Select(static handle => handle.Completion)), static receipt => Assert.Equal(1, receipt.Attempts));
        Assert.Equal(5, Queue.Count);
    }

    [Fact]
    public async Task What_has_not_begun_when_closing_runs_out_of_time_fails()
    {
        var transport = new HeldTransport(Broker) { FailsWhatIsHeldOnClose = true };
        var publisher = Create(transport, options => options.MaxConcurrency = 1);
        var begun = await publisher.Background.EnqueueAsync(new Counted(0));
        var waiting = await publisher.Background.EnqueueAsync(new Counted(1));
        await publisher.CloseAsync(new CancellationToken(canceled: true));

        Assert.Equal(PublishOutcome.NotSent, (await Assert.ThrowsAsync<PublisherStoppedException>(() => waiting.Completion)).Outcome);
        await Assert.ThrowsAsync<PublisherStoppedException>(() => begun.Completion);
        Assert.Equal(0, Queue.Count);
    }

    [Fact]
    public async Task A_host_drains_it()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddGoQueue().UseInMemory(Broker);
        builder.Services.AddKeyedGoQueue("billing").UseInMemory(Broker);
        using var host = builder.Build();
        await host.StartAsync();
        Assert.Same(host.Services.GetRequiredService<GoQueuePublisher>().Background, host.Services.GetRequiredService<IGoQueueBackgroundPublisher>());
        await host.Services.GetRequiredService<IGoQueueBackgroundPublisher>().EnqueueAsync(new Counted(1));
        await host.Services.GetRequiredKeyedService<IGoQueueBackgroundPublisher>("billing").EnqueueAsync(new Counted(2));
        await host.StopAsync();
        Assert.Equal(2, Queue.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_container_that_is_disposed_publishes_what_was_accepted(bool routed)
    {
        var transport = new HeldTransport(Broker);
        var services = new ServiceCollection();
        var builder = routed ? services.AddGoQueueRouter(static routes => routes.UseFallback("main")).AddKeyedGoQueue("main") : services.AddGoQueue();
        builder.UseBackground(static options => options.MaxConcurrency = 1);
        ((IGoQueueBuilder)builder).Setup.Transport = (_, _) => transport;
        var provider = services.BuildServiceProvider();
        var background = provider.GetRequiredService<IGoQueueBackgroundPublisher>();
        var accepted = new List<BackgroundPublish>();
        for (var i = 0; i < 3; i++)
        {
            accepted.Add(await background.EnqueueAsync(new Counted(i)));
        }

        var disposal = provider.DisposeAsync().AsTask();
        Assert.False(disposal.IsCompleted);
        transport.Open();
        await disposal;
        Assert.All(await Task.WhenAll(accepted.Select(static handle => handle.Completion)), static receipt => Assert.Equal(1, receipt.Attempts));
        Assert.Equal(3, Queue.Count);
    }

    [Theory]
    [InlineData(nameof(BackgroundOptions.MaxMessages), "BackgroundOptions.MaxMessages is 0: it must be at least 1.")]
    [InlineData(nameof(BackgroundOptions.MaxBytes), "BackgroundOptions.MaxBytes is 0: it must be at least 1.")]
    [InlineData(nameof(BackgroundOptions.MaxConcurrency), "BackgroundOptions.MaxConcurrency is 0: it must be at least 1.")]
    [InlineData(nameof(BackgroundOptions.WhenFull), "BackgroundOptions.WhenFull is 7: it must be Wait, Drop or Fail.")]
    public void A_wrong_setting_is_named(string option, string message)
    {
        var exception = Assert.Throws<GoQueueConfigurationException>(() => Create(configure: options =>
        {
            options.MaxMessages = option == nameof(options.MaxMessages) ? 0 : 1;
            options.MaxBytes = option == nameof(options.MaxBytes) ? 0 : 1;
            options.MaxConcurrency = option == nameof(options.MaxConcurrency) ? 0 : 1;
            options.WhenFull = option == nameof(options.WhenFull) ? (WhenQueueFull)7 : WhenQueueFull.Wait;
        }));
        Assert.Equal(message, exception.Message);
    }
}
