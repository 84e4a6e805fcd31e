namespace Lines;

public sealed class TwoBrokers([FromKeyedServices("main")] IPublisher main, [FromKeyedServices("billing")] IPublisher billing) : IPublisher
{
    public static IHost Build(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        foreach (var name in (string[])["main", "billing"])
        {
            builder.Services.AddKeyedSingleton<IPublisher>(name, (_, _) => new Publisher(new Uri(builder.Configuration.GetConnectionString(name)!)));
        }

        builder.Services.AddSingleton<IPublisher, TwoBrokers>();
        return builder.Build();
    }

    public static async Task BillAsync(IPublisher publisher, Guid orderId, decimal total, CancellationToken token)
    {
        await publisher.PublishAsync(new OrderShipped(orderId, "post"), token);
        await publisher.PublishAsync(new InvoiceSent(orderId, total), token);
    }

    public Task PublishAsync(object message, CancellationToken token) => (message is InvoiceSent ? billing : main).PublishAsync(message, token);
}
