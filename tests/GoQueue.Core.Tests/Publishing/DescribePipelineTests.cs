using System.Threading.RateLimiting;
using GoQueue.Core.Tests.Harness;
using GoQueue.Formats;
using GoQueue.Pipeline;
using Xunit;

namespace GoQueue.Core.Tests.Publishing;

public sealed class DescribePipelineTests
{
    private readonly Shop _shop = new();

    [Fact]
    public async Task All_stages_stand_in_order_also_those_that_are_off()
    {
        await using var publisher = _shop.Publisher();

        Assert.Equal(
            """
            Publisher order-service, in-memory broker
              1. validation: generated rules
              2. correlation: off
              3. middleware: none
              4. serialization: JSON
              5. compression: off
              6. encryption: off
              7. format: GoQueue envelope
              8. limits: 16,777,216 bytes
              9. deduplication: off
             10. circuit breaker: off
             11. rate limit: off
             12. attempts: 1 where the broker rejects; UseRetry() makes it more
             13. buffering: off
             14. transport: in-memory broker

            """,
            publisher.DescribePipeline());
    }

    [Fact]
    public async Task Each_says_how_it_is_set_up_whatever_the_order_of_the_verbs()
    {
        await using var limiter = new ConcurrencyLimiter(new() { PermitLimit = 1 });
        await using var publisher = _shop.Publisher(goqueue => goqueue
            .UseRetry()
            .UseBuffering()
            .UseRateLimiter(limiter)
            .UseDeduplication()
            .UseCircuitBreaker()
            .UseEncryption(new EncryptionKey("k", new byte[32]))
            .UseCompression()
            .UseCorrelation()
            .UseFormat(MessageFormat.Raw)
            .Use(new Audit())
            .Use((context, next) => next(context), m => m.For<OrderPlaced>().ForUntyped())
            .ForEvent<OrderPlaced>(e => (e.Format, e.Mandatory) = (MessageFormat.CloudEventsBinary, false)));

        Assert.Equal(
            """
            Publisher order-service, in-memory broker
              1. validation: generated rules
              2. correlation: ambient ids
              3. middleware: Audit
              4. middleware: a function (for OrderPlaced, untyped messages)
              5. serialization: JSON
              6. compression: Gzip from 1,024 bytes on, Fastest
              7. encryption: AES-256-GCM, all messages
              8. format: raw
              9. limits: 16,777,216 bytes
             10. deduplication: by id, 00:05:00 or 100,000 ids
             11. circuit breaker: closed; opens after 5 failures in a row, for 30 s
             12. rate limit: ConcurrencyLimiter
             13. attempts: up to 3 where the broker rejects, 100 ms to 10 s between them
             14. buffering: 500 messages, 4 MiB or 5 ms
             15. transport: in-memory broker
                OrderPlaced: Format CloudEventsBinary, Mandatory False

            """,
            publisher.DescribePipeline());
    }

    private sealed class Audit : IPublishMiddleware
    {
        public ValueTask InvokeAsync(PublishContext context, PublishDelegate next) => next(context);
    }
}
