using GoQueue;
using Microsoft.Extensions.Hosting;
using Shop.Events;

namespace Worker;

/// <summary>Publishes a price list as one batch, and says how far it is in the background, where nobody waits for the broker.</summary>
internal sealed class PriceImport(
    IGoQueuePublisher publisher, IGoQueueBackgroundPublisher background, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var prices = ReadPrices();
        await background.EnqueueAsync(new ImportStepDone("read", prices.Count), cancellationToken: stoppingToken);

        var result = await publisher.PublishPriceChangedBatchAsync(prices, progress: new ProgressBar(Console.Out), cancellationToken: stoppingToken);
        Console.WriteLine($"{result.SucceededCount:N0} prices confirmed, {result.FailedCount:N0} failed");
        foreach (var failure in result.Failures)
        {
            Console.WriteLine($"  row {failure.Index + 1:N0}: {failure.Exception!.Message}");
        }

        // The handle may be ignored; awaiting its completion says whether the broker has it. Closing waits for it in any case.
        var done = await background.EnqueueAsync(new ImportStepDone("published", result.SucceededCount), cancellationToken: stoppingToken);
        Console.WriteLine($"background: accepted {done.MessageId}");
        lifetime.StopApplication();
    }

    /// <summary>Stands for a file or a table. One row is wrong, and hides none of the others.</summary>
    private static List<PriceChanged> ReadPrices() =>
        [.. Enumerable.Range(1, 20_000).Select(static row => new PriceChanged($"SKU-{row:D5}", row == 1234 ? 0 : row / 100m))];
}
