using GoQueue.Throughput.Columns;

namespace GoQueue.Throughput.Measuring;

/// <summary>Whether anything stays behind: the live heap after few messages and after many.</summary>
internal static class HeapGrowth
{
    private const int Few = 500_000;
    private const int Many = 5_000_000;

    public static async Task MeasureAsync(Uri uri)
    {
        await Topology.DeclareAsync(uri, QueueKind.None);
        var cell = new Cell(ColumnNames.Pipeline, InFlight: 1_280, Payload: 180, QueueKind.None);
        await using GoQueuePublisher publisher = Windows.CreatePublisher(uri, cell);
        await publisher.ConnectAsync();
        var order = OrderShipped.OfSize(cell.Payload);
        double few = await LiveAfterAsync(publisher, order, Few, cell.InFlight);
        double many = await LiveAfterAsync(publisher, order, Many - Few, cell.InFlight);
        Console.WriteLine($"live heap after {Few:N0} messages {few:N0} B, after {Many:N0} {many:N0} B: {many / few:0.000} x; RSS {Environment.WorkingSet / (1024.0 * 1024):N0} MB");
    }

    private static async Task<double> LiveAfterAsync(GoQueuePublisher publisher, OrderShipped order, int messages, int inFlight)
    {
        int left = messages;
        await Task.WhenAll(Enumerable.Range(0, inFlight).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await publisher.PublishAsync(order);
            }
        })));
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
