using GoQueue;

namespace Lines;

public static class TwoBrokers
{
    public static IHost Build(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.AddKeyedGoQueue("main");
        builder.AddKeyedGoQueue("billing");
        builder.Services.AddGoQueueRouter(router => router.AddRoute(topic: "billing", action: "#", to: "billing").UseFallback("main"));
        return builder.Build();
    }

    public static async Task BillAsync(IGoQueuePublisher publisher, Guid orderId, decimal total, CancellationToken token)
    {
        await publisher.PublishOrderShippedAsync(new(orderId, "post"), token);
        await publisher.PublishInvoiceSentAsync(new(orderId, total), token);
    }
}
