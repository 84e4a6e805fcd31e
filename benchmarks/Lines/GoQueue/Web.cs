using GoQueue;

namespace Lines;

public static class Web
{
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddGoQueue("rabbitmq");
        var app = builder.Build();
        app.MapPost("/orders", PlaceAsync);
        app.MapHealthChecks("/health");
        return app;
    }

    public static async Task<IResult> PlaceAsync(OrderPlaced order, IGoQueuePublisher publisher, CancellationToken token)
    {
        try
        {
            await publisher.PublishOrderPlacedAsync(order, token);
            return Results.Accepted();
        }
        catch (EventValidationException invalid)
        {
            return Results.BadRequest(invalid.Failures.Select(failure => failure.Message));
        }
        catch (PublishException)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }
}
