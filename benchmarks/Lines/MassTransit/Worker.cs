using System.ComponentModel.DataAnnotations;
using MassTransit;

namespace Lines;

public sealed class Worker(IBus bus, ILogger<Worker> logger) : BackgroundService
{
    public static IHost Build(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddMassTransit(bus =>
            bus.UsingRabbitMq((context, rabbit) => rabbit.Host(new Uri(builder.Configuration.GetConnectionString("rabbitmq")!))));
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
            try
            {
                Validator.ValidateObject(change, new ValidationContext(change), validateAllProperties: true);
                await bus.Publish(change, stoppingToken);
                Interlocked.Increment(ref confirmed);
            }
            catch (Exception failure) when (failure is MassTransitException or ValidationException)
            {
                Interlocked.Increment(ref failed);
            }
        }
    }
}
