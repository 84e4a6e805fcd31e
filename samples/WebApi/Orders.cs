using System.Text.Json.Serialization;
using GoQueue;
using Microsoft.AspNetCore.Http.HttpResults;
using Shop.Events;

namespace WebApi;

internal static class Orders
{
    // The return type is written out: under Native AOT a generator of ASP.NET reads this signature, and no generator sees what another one has made,
    // so in a lambda it could not infer the type behind PublishOrderPlacedAsync.
    public static async Task<Accepted<OrderAccepted>> PlaceAsync(PlaceOrder order, IGoQueuePublisher publisher, CancellationToken cancellationToken)
    {
        var placed = new OrderPlaced(Guid.CreateVersion7(), order.Email, order.Total);
        var receipt = await publisher.PublishOrderPlacedAsync(placed, cancellationToken);
        return TypedResults.Accepted((string?)null, new OrderAccepted(placed.OrderId, receipt.MessageId, receipt.Attempts));
    }
}

internal sealed record PlaceOrder(string Email, decimal Total);

internal sealed record OrderAccepted(Guid OrderId, string MessageId, int Attempts);

[JsonSerializable(typeof(PlaceOrder))]
[JsonSerializable(typeof(OrderAccepted))]
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
internal sealed partial class ApiJsonContext : JsonSerializerContext;
