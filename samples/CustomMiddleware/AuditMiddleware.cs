using GoQueue;
using Shop.Events;

namespace CustomMiddleware;

/// <summary>Writes down what the broker has confirmed, and what failed. Sees what happens behind it, because it awaits.</summary>
internal sealed class AuditMiddleware : IPublishMiddleware
{
    public async ValueTask InvokeAsync(PublishContext context, PublishDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (PublishException failure)
        {
            Console.WriteLine($"audit: {context.Action} failed, {failure.Outcome}");
            throw;
        }

        var total = context.TryGetEvent<OrderPlaced>(out var order) ? $" over {order.Total:0.00}" : "";
        Console.WriteLine($"audit: {context.Action}{total} confirmed for {context.Headers["tenant"]}");
    }
}
