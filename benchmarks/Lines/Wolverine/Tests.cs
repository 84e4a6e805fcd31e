using System.Reflection;
using Wolverine;
using Wolverine.Tracking;

namespace Lines;

public static class Tests
{
    public static async Task A_placed_order_is_published()
    {
        using var host = await StartAsync();
        var session = await host.TrackActivity().ExecuteAndWaitAsync(bus => Web.PlaceAsync(new(Guid.NewGuid(), "ann@example.com", 42), bus));
        if (session.Sent.SingleMessage<OrderPlaced>().Total != 42)
        {
            throw new InvalidOperationException("not published");
        }
    }

    public static async Task A_broker_that_is_away_gives_503()
    {
        var bus = DispatchProxy.Create<IMessageBus, FailingBus>();
        var result = await Web.PlaceAsync(new(Guid.NewGuid(), "ann@example.com", 42), bus);
        if (result is not IStatusCodeHttpResult { StatusCode: 503 })
        {
            throw new InvalidOperationException("not 503");
        }
    }

    private static async Task<IHost> StartAsync()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.UseWolverine(options =>
        {
            Routing.Configure(options, "amqp://localhost");
            options.StubAllExternalTransports();
        });
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    public class FailingBus : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? method, object?[]? arguments) => throw new InvalidOperationException("away");
    }
}
