using System.ComponentModel.DataAnnotations;
using Wolverine;

namespace Lines;

public static class Web
{
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.UseWolverine(options => Routing.Configure(options, builder.Configuration.GetConnectionString("rabbitmq")!));
        builder.Services.AddHealthChecks();
        var app = builder.Build();
        app.MapPost("/orders", PlaceAsync);
        app.MapHealthChecks("/health");
        return app;
    }

    public static async Task<IResult> PlaceAsync(OrderPlaced order, IMessageBus bus)
    {
        try
        {
            Validator.ValidateObject(order, new ValidationContext(order), validateAllProperties: true);
            await bus.PublishAsync(order);
            return Results.Accepted();
        }
        catch (ValidationException invalid)
        {
            return Results.BadRequest(invalid.Message);
        }
        catch (Exception)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }
}
