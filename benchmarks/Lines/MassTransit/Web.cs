using System.ComponentModel.DataAnnotations;
using MassTransit;

namespace Lines;

public static class Web
{
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddMassTransit(bus =>
            bus.UsingRabbitMq((context, rabbit) => rabbit.Host(new Uri(builder.Configuration.GetConnectionString("rabbitmq")!))));
        var app = builder.Build();
        app.MapPost("/orders", PlaceAsync);
        app.MapHealthChecks("/health");
        return app;
    }

    public static async Task<IResult> PlaceAsync(OrderPlaced order, IPublishEndpoint endpoint, CancellationToken token)
    {
        // A publish waits for a broker that is away as long as its token.
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(token);
        timeout.CancelAfter(TimeSpan.FromSeconds(10));
        try
        {
            Validator.ValidateObject(order, new ValidationContext(order), validateAllProperties: true);
            await endpoint.Publish(order, timeout.Token);
            return Results.Accepted();
        }
        catch (ValidationException invalid)
        {
            return Results.BadRequest(invalid.Message);
        }
        catch (Exception failure) when (failure is MassTransitException or OperationCanceledException && !token.IsCancellationRequested)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }
}
