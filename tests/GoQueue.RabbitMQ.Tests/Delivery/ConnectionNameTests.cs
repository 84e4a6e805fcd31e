using GoQueue.RabbitMQ.Tests.Harness;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GoQueue.RabbitMQ.Tests.Delivery;

/// <summary>What Aspire injects for a broker, each form of it alone, reaches a real one.</summary>
public sealed class ConnectionNameTests
{
    [Theory]
    [InlineData("the connection string")]
    [InlineData("the URI")]
    [InlineData("the parts")]
    public async Task A_connection_name_finds_the_broker_by_what_Aspire_injects(string form)
    {
        await using TestVhost vhost = await TestVhost.CreateAsync(TestContext.Current.CancellationToken);
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareQueueAsync("all", "orders");
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        string[] login = vhost.Uri.UserInfo.Split(':');
        builder.Configuration.AddInMemoryCollection(form switch
        {
            "the connection string" => [new("ConnectionStrings:shop-bus", vhost.Uri.ToString())],
            "the URI" => [new("SHOP_BUS_URI", vhost.Uri.ToString())],
            _ =>
            [
                new("SHOP_BUS_HOST", vhost.Uri.Host),
                new("SHOP_BUS_PORT", vhost.Uri.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                new("SHOP_BUS_USERNAME", Uri.UnescapeDataString(login[0])),
                new("SHOP_BUS_PASSWORD", Uri.UnescapeDataString(login[1])),
                new("SHOP_BUS_VIRTUALHOST", vhost.Name),
            ],
        });
        builder.AddGoQueue("shop-bus");
        using IHost host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);

        await host.Services.GetRequiredService<IGoQueuePublisher>().PublishOrderPlacedAsync(new(7, "ann"));

        Assert.Equal(7, Publishers.NumberOf(await vhost.TakeAsync("all", TestContext.Current.CancellationToken)));
        await host.StopAsync(TestContext.Current.CancellationToken);
    }
}
