using System.ComponentModel.DataAnnotations;
using Wolverine;

namespace Lines;

public sealed class Worker(IServiceProvider services, ILogger<Worker> logger) : BackgroundService
{
    public static IHost Build(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.UseWolverine(options => Routing.Configure(options, builder.Configuration.GetConnectionString("rabbitmq")!));
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
            await using var scope = services.CreateAsyncScope();
            try
            {
                Validator.ValidateObject(change, new ValidationContext(change), validateAllProperties: true);
                await scope.ServiceProvider.GetRequiredService<IMessageBus>().PublishAsync(change);
                Interlocked.Increment(ref confirmed);
            }
            catch (Exception)
            {
                Interlocked.Increment(ref failed);
            }
        }
    }
}
