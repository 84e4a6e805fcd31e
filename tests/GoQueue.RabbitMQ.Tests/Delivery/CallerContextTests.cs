using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading.RateLimiting;
using GoQueue.RabbitMQ.Tests.Harness;
using Microsoft.Extensions.Logging;

namespace GoQueue.RabbitMQ.Tests.Delivery;

/// <summary>
/// The publisher outlives every call. Nothing of a caller's execution context (AsyncLocal values, log scopes, the
/// current activity) may be kept by it, nor be seen by another caller.
/// </summary>
public sealed class CallerContextTests
{
    private static readonly AsyncLocal<byte[]?> s_tenantData = new();
    private static readonly AsyncLocal<string?> s_tenant = new();
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(60);

    public static TheoryData<string> Ways => ["plain", "high priority", "retry", "buffering", "deduplication", "rate limit", "background", "background middleware", "timeout", "full client queue"];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task The_first_callers_AsyncLocal_values_are_collected_after_its_publish(string way)
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        GoQueuePublisher? publisher = null;

        WeakReference data = await FirstCallerAsync(broker, way, made => publisher = made);

        await using (publisher)
        {
            await Eventually.HoldsAsync(
                () =>
                {
                    GC.Collect();
                    GC.WaitForPendingFinalizers();
                    return !data.IsAlive;
                },
                $"the first caller's data to be collected ({way})");
            broker.OnPublish(static publish => publish.Ack());
            Assert.False((await publisher!.PublishOrderPlacedAsync(new(99, "later")).AsTask().WaitAsync(SoonEnough)).Deduplicated);
        }
    }

    [Fact]
    public async Task Log_lines_of_the_connection_carry_neither_scope_nor_activity_of_the_first_caller()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        var logger = new ContextLogger();
        await using GoQueuePublisher publisher = await Task.Run(async () =>
        {
            s_tenant.Value = "first";
            using Activity request = new Activity("request").Start();
            GoQueuePublisher made = GoQueuePublisher.Create(goqueue => goqueue.UseRabbitMQ(broker.Uri.ToString(), static o => o.ChannelPoolSize = 1).UseLogging(logger));
            await made.PublishOrderPlacedAsync(new(1, "ann"));
            return made;
        });

        for (int end = 1; end <= 3; end++)
        {
            broker.OpenConnections[0].End();
            await Eventually.HoldsAsync(() => logger.Lines.Count(static line => line.Id == 2000) > end, "the next connection");
            await Eventually.HoldsAsync(() => broker.OpenConnections.Count == 1, "one open connection");
        }

        (int Id, string? Tenant, string? Activity)[] lines = [.. logger.Lines.Where(static line => line.Id is >= 2000 and < 2100)];
        Assert.True(lines.Length >= 7, $"{lines.Length} lines");
        Assert.All(lines, static line => Assert.Equal((null, null), (line.Tenant, line.Activity)));
    }

    [Fact]
    public async Task A_continuation_sees_no_AsyncLocal_value_that_another_callers_continuation_has_set()
    {
        // As many as one channel has in flight, so that one answer confirms all.
        const int Callers = 250;
        await using ScriptedBroker broker = ScriptedBroker.Start();
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString(), static o => o.ChannelPoolSize = 1);
        await publisher.PublishOrderPlacedAsync(new(0, "ann"));
        broker.OnBatch(Callers, static batch => batch[^1].Channel.Ack(batch[^1].Tag, multiple: true));
        var seen = new ConcurrentQueue<string?>();
        using var all = new CountdownEvent(Callers);

        for (int caller = 0; caller < Callers; caller++)
        {
            int number = caller;
            OnTold(publisher.PublishOrderPlacedAsync(new(number, "ann")), () =>
            {
                seen.Enqueue(s_tenant.Value);
                s_tenant.Value = $"tenant {number}";
                all.Signal();
            });
        }

        Assert.True(await Task.Run(() => all.Wait(SoonEnough)), $"{all.CurrentCount} callers were not told");
        Assert.All(seen, Assert.Null);
    }

    /// <summary>As an await does, but without an async method around it that would restore the context.</summary>
    private static void OnTold(ValueTask<PublishReceipt> publish, Action told)
    {
        ConfiguredValueTaskAwaitable<PublishReceipt>.ConfiguredValueTaskAwaiter awaiter = publish.ConfigureAwait(false).GetAwaiter();
        awaiter.UnsafeOnCompleted(() =>
        {
            told();
            awaiter.GetResult();
        });
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<WeakReference> FirstCallerAsync(ScriptedBroker broker, string way, Action<GoQueuePublisher> made) => Task.Run(async () =>
    {
        s_tenantData.Value = new byte[1 << 20];
        var data = new WeakReference(s_tenantData.Value);
        GoQueuePublisher publisher = GoQueuePublisher.Create(goqueue => Configure(goqueue.UseRabbitMQ(broker.Uri.ToString(), o => o.ChannelPoolSize = way == "full client queue" ? 1 : 5), way));
        made(publisher);
        await PublishAsync(broker, publisher, way);
        return data;
    });

    private static void Configure(GoQueuePublisherBuilder goqueue, string way)
    {
        switch (way)
        {
            case "retry":
                goqueue.UseRetry(static o => o.InitialDelay = TimeSpan.FromMilliseconds(1));
                break;
            case "buffering":
                goqueue.UseBuffering(10, TimeSpan.FromMilliseconds(1));
                break;
            case "deduplication":
                goqueue.UseDeduplication();
                break;
            case "rate limit":
                goqueue.UseRateLimiter(new ConcurrencyLimiter(new() { PermitLimit = 1, QueueLimit = 100 }));
                break;
            case "background middleware":
                goqueue.Use(static (context, next) => next(context));
                break;
            case "timeout":
                goqueue.Configure(static o => o.PublishTimeout = TimeSpan.FromMilliseconds(300));
                break;
            default:
                break;
        }
    }

    private static async Task PublishAsync(ScriptedBroker broker, GoQueuePublisher publisher, string way)
    {
        switch (way)
        {
            case "high priority":
                await publisher.PublishOrderPlacedAsync(new(1, "ann"), new PublishOptions { Priority = EventPriority.High });
                break;
            case "retry":
                broker.OnPublish(publish =>
                {
                    broker.OnPublish(static again => again.Ack());
                    publish.Nack();
                });
                await publisher.PublishOrderPlacedAsync(new(1, "ann"));
                break;
            case "deduplication":
                var once = new PublishOptions { MessageId = "m-1" };
                await Task.WhenAll(publisher.PublishOrderPlacedAsync(new(1, "ann"), once).AsTask(), publisher.PublishOrderPlacedAsync(new(1, "ann"), once).AsTask());
                break;
            case "background" or "background middleware":
                await (await publisher.Background.EnqueueAsync(new OrderPlaced(1, "ann"))).Completion;
                break;
            case "timeout":
                // The broker never answers this one: its place in the channel outlives the call.
                broker.OnPublish(static _ => { });
                await Assert.ThrowsAsync<PublishTimeoutException>(() => publisher.PublishOrderPlacedAsync(new(1, "ann")).AsTask());
                break;
            case "rate limit" or "full client queue":
                await Task.WhenAll(Enumerable.Range(0, 1_000).Select(i => publisher.PublishOrderPlacedAsync(new(i, "ann")).AsTask()).Take(way == "rate limit" ? 50 : 1_000));
                break;
            default:
                await publisher.PublishOrderPlacedAsync(new(1, "ann"));
                break;
        }
    }

    /// <summary>
    /// Notes of each line what the thread's context holds, as scopes and trace ids of real loggers are taken from it.
    /// </summary>
    private sealed class ContextLogger : ILoggerFactory, ILogger
    {
        private readonly ConcurrentQueue<(int Id, string? Tenant, string? Activity)> _lines = new();

        public IReadOnlyCollection<(int Id, string? Tenant, string? Activity)> Lines => [.. _lines];

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => _lines.Enqueue((eventId.Id, s_tenant.Value, Activity.Current?.OperationName));

        public void Dispose()
        {
        }
    }
}
