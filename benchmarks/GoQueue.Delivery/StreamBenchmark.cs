using System.Globalization;

namespace GoQueue.Delivery;

/// <summary>How much memory a stream takes, whatever its length: the most that lived after a collection, every 10,000 results.</summary>
internal static class StreamBenchmark
{
    public static async Task RunAsync()
    {
        await using Broker broker = await Broker.CreateAsync();
        await using GoQueuePublisher publisher = broker.CreatePublisher(static _ => { });
        await MeasureAsync(publisher, 10_000);
        Console.WriteLine("| messages | most that lived MB | read ahead at most |");
        Console.WriteLine("|--:|--:|--:|");
        foreach (int length in (int[])[10_000, 100_000, 300_000])
        {
            (double megabytes, int ahead) = await MeasureAsync(publisher, length);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {length:N0} | {megabytes:0.0} | {ahead:N0} |"));
        }
    }

    private static async Task<(double Megabytes, int Ahead)> MeasureAsync(GoQueuePublisher publisher, int length)
    {
        long most = 0;
        int read = 0;
        int results = 0;
        int ahead = 0;
        await foreach (BatchItemResult item in publisher.PublishPageViewedStreamAsync(PagesAsync()))
        {
            if (!item.Succeeded)
            {
                throw new InvalidOperationException("What is measured must be published.", item.Exception);
            }

            ahead = Math.Max(ahead, read - results);
            if (++results % 10_000 == 0)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
            }
        }

        return (most / (double)(1 << 20), ahead);

        async IAsyncEnumerable<PageViewed> PagesAsync()
        {
            for (; read < length; read++)
            {
                yield return PageViewed.Sample with { Milliseconds = read };
            }

            await Task.CompletedTask;
        }
    }
}
