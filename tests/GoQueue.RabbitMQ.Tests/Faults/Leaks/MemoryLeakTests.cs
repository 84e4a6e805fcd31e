using GoQueue.Brokers.Proxies;
using GoQueue.RabbitMQ.Tests.Harness;

namespace GoQueue.RabbitMQ.Tests.Faults.Leaks;

/// <summary>Buffers, by what the heap holds: measured with nothing else running.</summary>
[CollectionDefinition(nameof(MemoryLeakTests), DisableParallelization = true)]
[Collection(nameof(MemoryLeakTests))]
public sealed class MemoryLeakTests(ITestOutputHelper output)
{
    private const int PayloadLength = 100_000;
    private const int InFlight = 8;
    private const int Publishers = 30;

    [Fact]
    public async Task Publishers_that_end_with_a_broken_connection_leave_no_buffers()
    {
        // The shared pools of the runtime fill up first.
        await CycleAsync(10);
        long before = GC.GetTotalMemory(forceFullCollection: true);

        await CycleAsync(Publishers);

        // One buffer of one message for each publisher would be more than this.
        long grown = 0;
        await Eventually.HoldsAsync(
            () => (grown = GC.GetTotalMemory(forceFullCollection: true) - before) < Publishers * PayloadLength,
            "the buffers to be given back");
        output.WriteLine($"the heap has grown by {grown / 1024} KiB after {Publishers} publishers with {InFlight} messages of {PayloadLength / 1024} KiB each in flight");
    }

    private static async Task CycleAsync(int publishers)
    {
        for (int index = 0; index < publishers; index++)
        {
            await using ScriptedBroker broker = ScriptedBroker.Start();
            broker.OnPublish(static _ => { });
            await using TcpFaultProxy proxy = TcpFaultProxy.Start(broker.Uri);
            await using GoQueuePublisher publisher = Tests.Harness.Publishers.Create(
                proxy.Uri.ToString(), static o => o.AllowDuplicates = false, static o => o.DrainTimeout = TimeSpan.FromMilliseconds(100));
            Task<PublishReceipt>[] calls = [.. Enumerable.Range(0, InFlight).Select(_ => publisher.PublishOrderPlacedAsync(new(1, new string('a', PayloadLength))).AsTask())];
            await broker.WaitForPublishesAsync(1);

            proxy.EndConnections();
            await publisher.DisposeAsync();
            foreach (Task<PublishReceipt> call in calls)
            {
                await Assert.ThrowsAnyAsync<PublishException>(() => call);
            }
        }
    }
}
