#pragma warning disable CA2012, xUnit1031 // Callers that block: that is what these tests are about.
using System.Diagnostics;
using System.Globalization;
using GoQueue.RabbitMQ.Tests.Harness;
using GoQueue.RabbitMQ.Tests.Publishing.Allocation;

namespace GoQueue.RabbitMQ.Tests.Waiting;

/// <summary>Callers that block on a publish, in the places where its answer is delivered.</summary>
[Collection(AloneCollection.Name)]
public sealed class BlockingTests(ITestOutputHelper output)
{
    private static readonly TimeSpan s_hang = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_publish_that_blocks_inside_a_continuation_of_another_one_ends()
    {
        await using Scene scene = await Scene.CreateAsync(static _ => { });
        long started = Stopwatch.GetTimestamp();
        for (int round = 0; round < 20; round++)
        {
            // Eight at once, so that results of one read stand behind the one that blocks.
            Task<int>[] nested = [.. Enumerable.Range(0, 8).Select(i =>
            {
                var ended = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
                var awaiter = scene.Publisher.PublishAsync(new OrderPlaced(i, "outer")).GetAwaiter();
                awaiter.UnsafeOnCompleted(() =>
                {
                    awaiter.GetResult();
                    ended.SetResult(scene.Publisher.PublishAsync(new OrderPlaced(i, "inner")).GetAwaiter().GetResult().Attempts);
                });
                return ended.Task;
            })];
            Assert.All(await Task.WhenAll(nested).WaitAsync(s_hang), static attempts => Assert.Equal(1, attempts));
        }

        Print(started);
    }

    [Fact]
    public async Task A_middleware_that_blocks_on_next_and_on_a_publish_of_its_own_ends()
    {
        GoQueuePublisher? publisher = null;
        await using Scene scene = await Scene.CreateAsync(goqueue => goqueue.Use((context, next) =>
        {
            next(context).GetAwaiter().GetResult();
            if (context.TryGetEvent<OrderPlaced>(out var order) && order.Customer == "outer")
            {
                publisher!.PublishAsync(new OrderPlaced(order.Number, "inner")).GetAwaiter().GetResult();
            }

            return ValueTask.CompletedTask;
        }));
        publisher = scene.Publisher;
        long started = Stopwatch.GetTimestamp();

        Task<PublishReceipt>[] publishes = [.. Enumerable.Range(0, 32).Select(i => Task.Run(async () => await publisher.PublishAsync(new OrderPlaced(i, "outer"))))];

        await Task.WhenAll(publishes).WaitAsync(s_hang);
        Print(started);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("awaiting")]
    public async Task Blocking_on_all_threads_of_the_pool_at_once_ends(string chain)
    {
        await using Scene scene = await Scene.CreateAsync(goqueue =>
        {
            if (chain == "awaiting")
            {
                goqueue.Use(static async (context, next) => await next(context));
            }
        });
        ThreadPool.GetMinThreads(out int workers, out int completions);
        ThreadPool.SetMinThreads(2, completions);
        try
        {
            long started = Stopwatch.GetTimestamp();
            Task<PublishReceipt>[] publishes = [.. Enumerable.Range(0, 64).Select(i => Task.Run(() => scene.Publisher.PublishAsync(new OrderPlaced(i, "ann")).GetAwaiter().GetResult()))];
            PublishReceipt[] receipts = await Task.WhenAll(publishes).WaitAsync(s_hang);
            Assert.Equal(64, receipts.Select(static receipt => receipt.MessageId).Distinct().Count());
            Print(started);
        }
        finally
        {
            ThreadPool.SetMinThreads(workers, completions);
        }
    }

    private void Print(long started) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(started).TotalSeconds:0.00} s (5 s on a quiet machine)"));

    private sealed class Scene(TestVhost vhost, GoQueuePublisher publisher) : IAsyncDisposable
    {
        public GoQueuePublisher Publisher => publisher;

        public static async Task<Scene> CreateAsync(Action<GoQueuePublisherBuilder> configure)
        {
            TestVhost vhost = await TestVhost.CreateAsync();
            await vhost.DeclareExchangeAsync("orders");
            GoQueuePublisher publisher = GoQueuePublisher.Create(goqueue =>
            {
                goqueue.UseRabbitMQ(vhost.Uri.ToString()).Configure(static o => o.Mandatory = false);
                configure(goqueue);
            });
            await publisher.ConnectAsync();
            return new Scene(vhost, publisher);
        }

        public async ValueTask DisposeAsync()
        {
            await publisher.DisposeAsync();
            await vhost.DisposeAsync();
        }
    }
}
