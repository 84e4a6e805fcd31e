using Wolverine;
using Wolverine.RabbitMQ;

namespace Lines;

public static class Routing
{
    public static void Configure(WolverineOptions options, string uri)
    {
        options.UseRabbitMq(new Uri(uri)).ConfigureChannelCreation(channel =>
        {
            channel.PublisherConfirmationsEnabled = true;
            channel.PublisherConfirmationTrackingEnabled = true;
        });
        Route<OrderPlaced>(options, "orders", "order.placed");
        Route<OrderCancelled>(options, "orders", "order.cancelled");
        Route<OrderShipped>(options, "orders", "order.shipped");
        Route<StockChanged>(options, "stock", "stock.changed");
    }

    private static void Route<T>(WolverineOptions options, string exchange, string routingKey) =>
        options.PublishMessage<T>().ToRabbitRoutingKey(exchange, routingKey, topic => topic.ExchangeType = ExchangeType.Topic).SendInline();
}
