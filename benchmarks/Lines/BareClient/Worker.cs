namespace Lines;

public sealed class Worker(IPublisher publisher, ILogger<Worker> logger) : BackgroundService
{
    public static IHost Build(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddSingleton<IPublisher>(_ => new Publisher(new Uri(builder.Configuration.GetConnectionString("rabbitmq")!)));
        builder.Services.AddHostedService<Worker>();
        return builder.Build();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (confirmed, failed) = (0, 0);
        var changes = Enumerable.Range(0, 1000).Select(i => new StockChanged($"sku-{i}", i));
        foreach (var chunk in changes.Chunk(100))
        {
            await Task.WhenAll(chunk.Select(PublishAsync));
        }

        logger.LogInformation("{Confirmed} confirmed, {Failed} failed", confirmed, failed);

        async Task PublishAsync(StockChanged change)
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    await publisher.PublishAsync(change, stoppingToken);
                    Interlocked.Increment(ref confirmed);
                    return;
                }
                catch (Exception) when (attempt < 3 && !stoppingToken.IsCancellationRequested)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(100 << attempt), stoppingToken);
                }
                catch (Exception)
                {
                    Interlocked.Increment(ref failed);
                    return;
                }
            }
        }
    }
}
