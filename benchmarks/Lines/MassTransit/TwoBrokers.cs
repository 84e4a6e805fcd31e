using MassTransit;

namespace Lines;

public interface IBillingBus : IBus;

public static class TwoBrokers
{
    public static IHost Build(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddMassTransit(bus =>
            bus.UsingRabbitMq((context, rabbit) => rabbit.Host(new Uri(builder.Configuration.GetConnectionString("main")!))));
        builder.Services.AddMassTransit<IBillingBus>(bus =>
            bus.UsingRabbitMq((context, rabbit) => rabbit.Host(new Uri(builder.Configuration.GetConnectionString("billing")!))));
        return builder.Build();
    }

    public static async Task BillAsync(IBus main, IBillingBus billing, Guid orderId, decimal total, CancellationToken token)
    {
        await main.Publish(new OrderShipped(orderId, "post"), token);
        await billing.Publish(new InvoiceSent(orderId, total), token);
    }
}
