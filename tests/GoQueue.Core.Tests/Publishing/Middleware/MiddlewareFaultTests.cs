using GoQueue.Core.Tests.Diagnostics;
using GoQueue.Core.Tests.Harness;
using GoQueue.Publishing.Middleware;
using Xunit;

namespace GoQueue.Core.Tests.Publishing.Middleware;

/// <summary>Whatever a middleware does wrong is a typed failure, and nothing is half-sent.</summary>
[Covers<MiddlewareChain>]
public sealed class MiddlewareFaultTests : IDisposable
{
    private const string Order = "OrderPlaced, message msg-123 (shop.orders/order.placed 1.2)";
    private readonly RecordingLoggers _loggers = new();
    private readonly Shop _shop = new();

    public void Dispose() => _loggers.Dispose();

    [Fact]
    public async Task One_that_throws_before_next_sends_nothing()
    {
        var error = await Fails<PublishStepFailedException>((_, _) => throw new InvalidOperationException("hunter2"));

        Assert.Equal(
            $"A middleware failed while it published {Order}, with InvalidOperationException; nothing was sent: mend the middleware, the inner exception shows where.",
            error.Message);
        Assert.Equal(PublishOutcome.NotSent, error.Outcome);
        Assert.Equal("hunter2", error.InnerException!.Message);
        Assert.Equal(0, _shop.Queue.Count);
        Assert.DoesNotContain("hunter2", string.Concat(_loggers.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_throws_after_next_says_that_the_broker_has_it()
    {
        var error = await Fails<PublishStepFailedException>(async (context, next) =>
        {
            await next(context);
            throw new InvalidOperationException("late");
        });

        Assert.Equal(
            $"A middleware failed while it published {Order}, with InvalidOperationException; the broker had confirmed it: mend the middleware, the inner exception shows where.",
            error.Message);
        Assert.Equal((PublishOutcome.Unknown, 1), (error.Outcome, error.Attempts));
        Assert.Equal(1, _shop.Queue.Count);
    }

    [Fact]
    public async Task One_that_forgets_next_sends_nothing_and_fails()
    {
        var error = await Fails<PublishNotCompletedException>((_, _) => ValueTask.CompletedTask);

        Assert.Equal(
            $"A middleware ended the publish of {Order}, without calling next: call next(context), or context.Skip() to drop the message on purpose.", error.Message);
        Assert.Equal(PublishOutcome.NotSent, error.Outcome);
    }

    [Fact]
    public async Task One_that_hides_a_failure_is_told()
    {
        var error = await Fails<PublishNotCompletedException>(async (context, next) =>
        {
            context.Exchange = "nowhere";
            try
            {
                await next(context);
            }
            catch (ExchangeNotFoundException)
            {
            }
        });

        Assert.Equal(
            $"A middleware ended the publish of {Order}, without awaiting next, or hid that next failed: await next(context), and let its exceptions pass or call context.Skip().",
            error.Message);
        Assert.Equal(PublishOutcome.Unknown, error.Outcome);
    }

    [Fact]
    public async Task One_that_hides_a_failure_on_purpose_may_skip()
    {
        await using var publisher = _shop.Publisher(goqueue => goqueue.Use(async (context, next) =>
        {
            context.Exchange = "nowhere";
            try
            {
                await next(context);
            }
            catch (ExchangeNotFoundException)
            {
                context.Skip();
            }
        }));

        Assert.Equal(0, (await publisher.PublishAsync(Shop.Order)).Attempts);
    }

    [Fact]
    public async Task One_that_does_not_await_next_never_mixes_two_messages()
    {
        var transport = new ManualTransport();
        var pending = new List<Task>();
        await using var publisher = transport.Publisher(goqueue => goqueue.Use((context, next) =>
        {
            if (context.MessageId == "careless")
            {
                pending.Add(next(context).AsTask());
                return ValueTask.CompletedTask;
            }

            return next(context);
        }));

        await Assert.ThrowsAsync<PublishNotCompletedException>(async () => await publisher.PublishAsync(Shop.Order, new PublishOptions { MessageId = "careless" }));
        var later = publisher.PublishAsync(Shop.Order, new PublishOptions { MessageId = "later" });
        transport.Confirm();
        await pending[0];
        transport.Confirm();

        Assert.Equal("later", (await later).MessageId);
    }

    [Fact]
    public async Task Cancellation_inside_is_a_cancelled_publish()
    {
        using var cancellation = new CancellationTokenSource();
        await using var publisher = _shop.Publisher(goqueue => goqueue.Use(async (context, next) =>
        {
            await cancellation.CancelAsync();
            context.CancellationToken.ThrowIfCancellationRequested();
            await next(context);
        }));

        var error = await Assert.ThrowsAsync<PublishCanceledException>(async () => await publisher.PublishAsync(Shop.Order, Shop.Fixed, cancellation.Token));

        Assert.Equal($"The publish of {Order}, was cancelled in a middleware; nothing was sent.", error.Message);
        Assert.Equal(cancellation.Token, error.CancellationToken);
    }

    [Fact]
    public async Task Outer_middleware_see_what_inner_ones_threw()
    {
        Exception? seen = null;
        await using var publisher = _shop.Publisher(goqueue => goqueue
            .Use(async (context, next) =>
            {
                try
                {
                    await next(context);
                }
                catch (Exception exception)
                {
                    seen = exception;
                    throw;
                }
            })
            .Use((_, _) => throw new FormatException("inner")));

        await Assert.ThrowsAsync<PublishStepFailedException>(async () => await publisher.PublishAsync(Shop.Order));

        Assert.IsType<FormatException>(seen);
    }

    [Theory]
    [InlineData("order.*", "The routing key 'order.*' contains '*' or '#', which mean something in bindings only: remove them.")]
    [InlineData(null, "The routing key is null: set it to a text, \"\" where there is none.")]
    public async Task An_invalid_routing_key_is_refused(string? key, string reason)
    {
        var error = await Fails<MessageRefusedException>((context, next) =>
        {
            context.RoutingKey = key!;
            return next(context);
        });

        Assert.Equal("Message msg-123 (shop.orders/order.placed 1.2) was not sent. " + reason, error.Message);
        Assert.Equal(0, _shop.Queue.Count);
    }

    [Fact]
    public async Task A_null_exchange_is_refused()
    {
        var error = await Fails<MessageRefusedException>((context, next) =>
        {
            context.Exchange = null!;
            return next(context);
        });

        Assert.Equal("Message msg-123 (shop.orders/order.placed 1.2) was not sent. The exchange is null: set it to a text, \"\" where there is none.", error.Message);
    }

    [Fact]
    public async Task An_exchange_that_is_too_long_is_refused()
    {
        var error = await Fails<MessageRefusedException>((context, next) =>
        {
            context.Exchange = new string('ü', 128);
            return next(context);
        });

        Assert.Equal("Message msg-123 (shop.orders/order.placed 1.2) was not sent. The exchange has 256 bytes of UTF-8 and AMQP allows 255: shorten it.", error.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_lost_id_is_refused(string? id)
    {
        var error = await Fails<MessageRefusedException>((context, next) =>
        {
            context.MessageId = id!;
            return next(context);
        });

        Assert.Equal("Message (shop.orders/order.placed 1.2) was not sent. The message id is empty: give one, or none at all and one is made.", error.Message);
    }

    [Fact]
    public async Task A_reserved_header_is_refused()
    {
        var error = await Fails<MessageRefusedException>((context, next) =>
        {
            context.Headers["goqueue-topic"] = "hunter2";
            return next(context);
        });

        Assert.Equal("The header 'goqueue-topic' of message msg-123 (shop.orders/order.placed 1.2) is reserved for the wire format: choose another name.", error.Message);
    }

    [Fact]
    public async Task A_header_name_with_a_line_break_is_refused()
    {
        var error = await Fails<MessageRefusedException>((context, next) =>
        {
            context.Headers["tenant\r\nset-cookie"] = "a";
            return next(context);
        });

        Assert.Equal("Message msg-123 (shop.orders/order.placed 1.2) was not sent. The name of a header holds a control character: remove it.", error.Message);
    }

    private async Task<T> Fails<T>(Func<PublishContext, PublishDelegate, ValueTask> middleware)
        where T : PublishException
    {
        await using var publisher = _shop.Publisher(goqueue => goqueue.UseLogging(_loggers).Use(middleware));
        return await Assert.ThrowsAsync<T>(async () => await publisher.PublishAsync(Shop.Order, Shop.Fixed));
    }
}
