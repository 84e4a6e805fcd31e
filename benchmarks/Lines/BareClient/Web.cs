using System.ComponentModel.DataAnnotations;
using RabbitMQ.Client.Exceptions;

namespace Lines;

public static class Web
{
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddSingleton(_ => new Publisher(new Uri(builder.Configuration.GetConnectionString("rabbitmq")!)));
        builder.Services.AddSingleton<IPublisher>(services => services.GetRequiredService<Publisher>());
        builder.Services.AddHealthChecks().AddCheck<PublisherHealthCheck>("rabbitmq");
        var app = builder.Build();
        app.MapPost("/orders", PlaceAsync);
        app.MapHealthChecks("/health");
        return app;
    }

    public static async Task<IResult> PlaceAsync(OrderPlaced order, IPublisher publisher, CancellationToken token)
    {
        try
        {
            await publisher.PublishAsync(order, token);
            return Results.Accepted();
        }
        catch (ValidationException invalid)
        {
            return Results.BadRequest(invalid.Message);
        }
        catch (Exception failure) when (failure is PublishException or OperationInterruptedException or BrokerUnreachableException or AlreadyClosedException)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }
}
