using GoQueue;

namespace Lines;

public sealed class Worker(IGoQueuePublisher publisher, ILogger<Worker> logger) : BackgroundService
{
    public static IHost Build(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.AddGoQueue("rabbitmq").UseRetry();
        builder.Services.AddHostedService<Worker>();
        return builder.Build();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var changes = Enumerable.Range(0, 1000).Select(i => new StockChanged($"sku-{i}", i));
        var result = await publisher.PublishStockChangedBatchAsync(changes, stoppingToken);
        logger.LogInformation("{Confirmed} confirmed, {Failed} failed", result.SucceededCount, result.FailedCount);
    }
}
