using Wolverine;
using Wolverine.RabbitMQ;

namespace Lines;

public static class TwoBrokers
{
    public static IHost Build(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.UseWolverine(options =>
        {
            Routing.Configure(options, builder.Configuration.GetConnectionString("main")!);
            var billing = new BrokerName("billing");
            options.AddNamedRabbitMqBroker(billing, factory => factory.Uri = new Uri(builder.Configuration.GetConnectionString("billing")!));
            options.PublishMessage<InvoiceSent>().ToRabbitRoutingKeyOnNamedBroker(billing, "billing", "invoice.sent").SendInline();
        });
        return builder.Build();
    }

    public static async Task BillAsync(IMessageBus bus, Guid orderId, decimal total)
    {
        await bus.PublishAsync(new OrderShipped(orderId, "post"));
        await bus.PublishAsync(new InvoiceSent(orderId, total));
    }
}
